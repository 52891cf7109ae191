"""Every field of the recipe in one table: its group, its name, its words, and how it is made."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from explorer.training.machine.device import devices_here
from explorer.ui.controls.number_box import FloatBox
from explorer.ui.controls.switch import Switch
from explorer.ui.train.recipe.recipe_fields import Choice, Field, RateBox, whole_number

DEVICES = {"cpu": "Processor", "cuda": "CUDA card", "mps": "Apple GPU"}
SETTINGS, ENCODING, STACK = "settings", "encoding", "stack"


@dataclass(frozen=True)
class FieldSpec:
    """One row. `methods`: the optimisers that have this knob; empty where all of them do."""

    name: str
    label: str
    tip: str
    make: Callable[[], Field]
    owner: str = SETTINGS
    methods: tuple[str, ...] = ()


def _method() -> Choice:
    return Choice([("rmsprop", "RMSprop"), ("adam", "Adam"), ("sgd", "SGD")])


def _device() -> Choice:
    here = [(device, DEVICES[device]) for device in devices_here()]
    return Choice([("auto", "Auto"), *here])


def _share() -> FloatBox:
    return FloatBox(0.0, 0.999, 0.9, 0.01, places=1)


def _clip() -> FloatBox:
    """A norm to clip to; 0 reads "off"."""
    box = FloatBox(0.0, 1000.0, 0.0, 0.5, places=1)
    box.setSpecialValueText("off")
    return box


GROUPS: tuple[tuple[str, tuple[FieldSpec, ...]], ...] = (
    ("Data", (
        FieldSpec("max_features", "Vocabulary",
                  "max_features: rarer words all become one unknown word.",
                  lambda: whole_number(5, 200_000, 1000), ENCODING),
        FieldSpec("maxlen", "Max length",
                  "maxlen: timesteps of every review; longer ones lose their start.",
                  lambda: whole_number(1, 5000, 50), ENCODING),
        FieldSpec("padding", "Padding",
                  "At which end short reviews get their zeros; in front, as Keras does, the last "
                  "word is read last.",
                  lambda: Choice([("pre", "In front"), ("post", "Behind")]), ENCODING),
        FieldSpec("mask_zero", "Skip pads",
                  "mask_zero of the Embedding: the recurrent layers skip the zeros; an edit of the "
                  "stack.",
                  Switch, STACK),
        FieldSpec("limit", "Use at most",
                  "Only so many of the training reviews, for a quick try.",
                  lambda: whole_number(0, 1_000_000, 500, zero="all")),
        FieldSpec("validation_split", "Validation split",
                  "The share of the training reviews kept back to check every epoch.",
                  lambda: FloatBox(0.0, 0.9, 0.2, 0.05)),
    )),
    ("Optimiser", (
        FieldSpec("optimiser", "Method", "How a gradient becomes a change of weights.", _method),
        FieldSpec("learning_rate", "Learning rate", "How far each batch moves the weights.",
                  lambda: RateBox(1e-7, 10.0, 0.001, places=1)),
        FieldSpec("rho", "rho", "How long RMSprop remembers the size of past gradients.",
                  _share, methods=("rmsprop",)),
        FieldSpec("momentum", "Momentum",
                  "How much of the last step goes into the next one; 0 is none.",
                  lambda: FloatBox(0.0, 0.999, 0.0, 0.1, places=1), methods=("rmsprop", "sgd")),
        FieldSpec("nesterov", "Nesterov", "Looks ahead along the momentum before it corrects.",
                  Switch, methods=("sgd",)),
        FieldSpec("beta_1", "beta_1", "How long Adam remembers the direction of past gradients.",
                  _share, methods=("adam",)),
        FieldSpec("beta_2", "beta_2", "How long Adam remembers the size of past gradients.",
                  lambda: FloatBox(0.0, 0.9999, 0.999, 0.001, places=1), methods=("adam",)),
        FieldSpec("epsilon", "Epsilon", "Keeps a step finite where gradients vanish.",
                  lambda: RateBox(1e-8, 1.0, 1e-7, places=1), methods=("rmsprop", "adam")),
        FieldSpec("clip_norm", "Clip norm",
                  "Scales the gradients of a batch down to this norm if theirs is larger.",
                  _clip),
    )),
    ("Schedule", (
        FieldSpec("epochs", "Epochs", "Passes over the training reviews.",
                  lambda: whole_number(1, 1000)),
        FieldSpec("batch_size", "Batch size", "Reviews behind each change of weights.",
                  lambda: whole_number(1, 4096, 16)),
        FieldSpec("patience", "Stop early",
                  "Ends the run after so many epochs without a lower validation loss; every epoch "
                  "is kept, the best one marked.",
                  lambda: whole_number(0, 100, suffix=" epochs", zero="never", one=" epoch")),
        FieldSpec("seed", "Seed", "The same seed repeats the same run.",
                  lambda: whole_number(0, 2**31 - 1)),
    )),
    ("Machine", (
        FieldSpec("device", "Device", "Where it trains; auto takes a CUDA card if there is one.",
                  _device),
        FieldSpec("precision", "Precision",
                  "Mixed multiplies in half precision and keeps the weights in float32.",
                  lambda: Choice([("float32", "float32"), ("mixed", "Mixed")])),
        FieldSpec("threads", "Threads",
                  "Cores for the arithmetic; auto measures, and leaves one to the window.",
                  lambda: whole_number(0, os.cpu_count() or 1, zero="auto")),
    )),
    ("While training", (
        FieldSpec("probe_every", "Probe every",
                  "How often the probes are read again; less often where it would slow training.",
                  lambda: whole_number(0, 1000, 1, suffix=" batches", zero="off", one=" batch")),
    )),
)  # fmt: skip
