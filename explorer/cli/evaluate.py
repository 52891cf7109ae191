"""`evaluate`: accuracy and loss of a run on a corpus, as one JSON object."""

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from tqdm import tqdm

from explorer.cli.loading import corpus_at
from explorer.training.machine.threads import use_threads
from explorer.training.runs.opened_model import open_model
from explorer.training.steps.evaluation import Evaluation, evaluate

HELP = "Print accuracy and loss of a model on a corpus as one JSON object."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("model", type=Path, metavar="RUN", help="a run folder or a .keras file")
    parser.add_argument("--data", required=True, metavar="PATH")
    parser.add_argument("--split", choices=("test", "train"), default="test")
    parser.add_argument("--epoch", type=int, metavar="N", help="default: the best epoch")
    parser.add_argument("--threads", type=int, default=0, metavar="N")


def run(options: argparse.Namespace) -> None:
    """Evaluate and print; a run reads the corpus with its own words."""
    use_threads(options.threads)
    model = open_model(options.model, options.epoch)
    corpus = corpus_at(options.data)
    if model.own_words:
        corpus = corpus.under(model.vocabulary)
    split = corpus.train if options.split == "train" else corpus.test
    everything = np.arange(len(split))
    began = perf_counter()
    with tqdm(total=len(split), disable=not sys.stderr.isatty(), leave=False) as bar:
        for event in evaluate(model.network, split, everything, model.encoding):
            if isinstance(event, Evaluation):
                result = {
                    "accuracy": event.accuracy,
                    "loss": event.loss,
                    "reviews": len(split),
                    "seconds": round(perf_counter() - began, 3),
                }
                print(json.dumps(result))
            else:
                bar.update(event.done - bar.n)
