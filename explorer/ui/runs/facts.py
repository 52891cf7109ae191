"""How a run was trained, as rows of a small table."""

from dataclasses import asdict
from html import escape
from pathlib import Path

from explorer.training.runs.run_differences import written
from explorer.training.runs.run_list import RunSummary
from explorer.training.settings import TrainingSettings
from explorer.ui.runs.run_words import stack_line
from explorer.ui.theme.theme import theme

MAIN = ("optimiser", "learning_rate", "batch_size", "epochs", "seed")  # shown in any case


def fact_rows(run: RunSummary) -> str:
    """Return rich text: stack, reviews, encoding, and every setting that is not the tutorial's."""
    encoding, usual = run.plan.encoding, asdict(TrainingSettings())
    rows = [
        ("stack", stack_line(run.plan.stack)),
        ("reviews", run.data_title),
        ("max_features", f"{encoding.max_features:,}"),
        ("maxlen", f"{encoding.maxlen:,}"),
    ]
    for name, value in asdict(run.plan.settings).items():
        if name in MAIN or value != usual[name]:
            rows.append((name.replace("_", " "), written(value)))
    if run.branch is not None:
        anew = ", the optimiser anew" if run.branch.fresh_optimiser else ""
        rows.append(
            ("goes on from", f"{Path(run.branch.run).name}, epoch {run.branch.epoch}{anew}")
        )
    rows.append(("folder", run.path.name))
    return table(rows)


def table(rows: list[tuple[str, ...]]) -> str:
    """Return rows as rich text, their first cell quiet."""
    quiet = theme().palette.colour("t3").name()
    lines = []
    for first, *rest in rows:
        cells = "".join(f"<td style='padding-left: 10px'>{escape(cell)}</td>" for cell in rest)
        lines.append(f"<tr><td style='color: {quiet}'>{escape(first)}</td>{cells}</tr>")
    return (
        f"<table style='font-size: 12px' cellspacing='0' cellpadding='2'>{''.join(lines)}</table>"
    )
