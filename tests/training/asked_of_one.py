"""Trains as one of two processes; the one that does not lead is asked for more, then to stop."""

import sys
from pathlib import Path

from explorer.training.control import Control
from explorer.training.events import BatchDone, EpochsPlanned, TrainingFinished
from explorer.training.loop import train
from explorer.training.machine.processes import Processes
from tests.training.trained import builtin, small_plan


def main(run: Path) -> None:
    processes, control = Processes.joined("gloo"), Control()
    for event in train(small_plan("dropout", epochs=1), builtin(), run, control, processes):
        if isinstance(event, EpochsPlanned | TrainingFinished):
            print(event)
        if isinstance(event, BatchDone) and not processes.leads:
            if (event.epoch, event.batch) == (1, 2):
                control.one_more_epoch()
            if (event.epoch, event.batch) == (2, 2):
                control.stop()
    processes.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
