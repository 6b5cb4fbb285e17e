"""accelerator.log in two processes; each also logs what only it knows."""

from accelerate import Accelerator

accelerator = Accelerator(cpu=True)
for step in range(10):
    accelerator.log({"loss": 1.0 / (step + 3)}, step=step)
    accelerator.log({"memory_%d" % accelerator.process_index: float(step)}, step=step)
accelerator.wait_for_everyone()
print("done", accelerator.process_index, accelerator.num_processes)
