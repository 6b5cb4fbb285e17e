"""Reads event files with TensorBoard's own loader; prints how many scalars there were and its processor time in ms."""

import json
import sys
import time

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

folder = sys.argv[1]
before = time.process_time()
accumulator = EventAccumulator(folder, size_guidance={"scalars": 0, "tensors": 0})
accumulator.Reload()
tags = accumulator.Tags()
points = sum(len(accumulator.Scalars(tag)) for tag in tags["scalars"]) + sum(len(accumulator.Tensors(tag)) for tag in tags["tensors"])
print(json.dumps({"points": points, "cpuMs": (time.process_time() - before) * 1000}))
