"""One Keras backend training the tutorial's stacks: run by training_speed, prints JSON lines.

`KERAS_BACKEND=jax python keras_rival.py batches.npz [cell …]`
"""

import json
import os
import sys
import time

import keras
import numpy as np

CELLS = {"LSTM": keras.layers.LSTM, "GRU": keras.layers.GRU, "SimpleRNN": keras.layers.SimpleRNN}
# Keras on torch steps through time in Python: two batches are patience enough.
BATCHES = {"torch": 2}


class Clock(keras.callbacks.Callback):
    """Seconds of every epoch."""

    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.began)


def step_seconds(cell: str, ids: np.ndarray, labels: np.ndarray, batch: int) -> float:
    """Seconds a training step: the best epoch after the first, which compiles."""
    model = keras.Sequential(
        [
            keras.Input((ids.shape[1],), dtype="int32"),
            keras.layers.Embedding(10_000, 32),
            CELLS[cell](32),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    clock = Clock()
    model.fit(ids, labels, batch, epochs=4, verbose=0, callbacks=[clock], shuffle=False)
    return min(clock.seconds[1:]) / (len(ids) // batch)


def main() -> None:
    backend = os.environ["KERAS_BACKEND"]
    with np.load(sys.argv[1]) as file:
        ids, labels, batch = file["ids"], file["labels"], int(file["batch"])
    count = BATCHES.get(backend, len(ids) // batch) * batch
    for cell in sys.argv[2:] or CELLS:
        seconds = step_seconds(cell, ids[:count], labels[:count].astype("float32"), batch)
        print(json.dumps({"backend": backend, "cell": cell, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
