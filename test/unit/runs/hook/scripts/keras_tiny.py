"""Keras 3 on torch, with its CSVLogger."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np

keras.utils.set_random_seed(3)
x = np.random.default_rng(7).normal(size=(96, 4)).astype("float32")
y = x.sum(axis=1, keepdims=True)
model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mse", metrics=["mae"])
os.makedirs("out", exist_ok=True)
model.fit(x, y, epochs=4, batch_size=32, validation_split=0.25, verbose=2, callbacks=[keras.callbacks.CSVLogger("out/log.csv")])
print("weights", model.get_weights()[0].flatten().tolist(), float(np.random.rand()))
