"""Every training setting as an option of `train`."""

import argparse
from dataclasses import fields

from explorer.training.settings import DEVICES, OPTIMISERS, PRECISIONS, TrainingSettings

HELP = {
    "optimiser": "the step's rule",
    "learning_rate": "how far a step goes",
    "rho": "RMSprop: how long squared gradients are remembered",
    "momentum": "SGD and RMSprop: how much of the last step goes on",
    "nesterov": "SGD: look ahead along the momentum",
    "beta_1": "Adam: how long gradients are remembered",
    "beta_2": "Adam: how long squared gradients are remembered",
    "epsilon": "RMSprop and Adam: keeps steps finite where gradients vanish",
    "clip_norm": "largest norm of all gradients together, as Keras's global_clipnorm (0: any)",
    "batch_size": "reviews a step",
    "epochs": "how often all reviews are gone through",
    "validation_split": "share of the training reviews, the last ones, that validates",
    "patience": "stop after so many epochs without a lower validation loss (0: never)",
    "seed": "decides initial weights, order and dropout",
    "device": "where to train",
    "precision": "mixed: multiply in half precision",
    "threads": "of the processor (0: measured, one core left free)",
    "limit": "only the first N training reviews (0: all)",
}
METAVARS = {"batch_size": "B", "epochs": "N", "seed": "S", "threads": "N", "limit": "N"}
CHOICES = {"optimiser": OPTIMISERS, "device": DEVICES, "precision": PRECISIONS}


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add an option for every setting; one that is not given is None."""
    group = parser.add_argument_group(
        "training settings", "By default the preset's own, else what is said here."
    )
    usual = TrainingSettings()
    for field in fields(TrainingSettings):
        if field.name not in HELP:
            continue
        default = getattr(usual, field.name)
        option, help_ = f"--{field.name.replace('_', '-')}", f"{HELP[field.name]}; {default}"
        if isinstance(default, bool):
            group.add_argument(option, action="store_true", default=None, help=HELP[field.name])
        elif field.name in CHOICES:
            group.add_argument(option, choices=CHOICES[field.name], help=help_)
        else:
            metavar = METAVARS.get(field.name, "X")
            group.add_argument(option, type=type(default), metavar=metavar, help=help_)


def settings_given(options: argparse.Namespace) -> dict[str, object]:
    """Return the settings that were given on the command line."""
    return {name: getattr(options, name) for name in HELP if getattr(options, name) is not None}
