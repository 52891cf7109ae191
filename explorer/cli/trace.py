"""`trace`: every signal of one review through a run, as arrays, a table or a report."""

import argparse
from pathlib import Path

import numpy as np

from explorer.analysis.export.report import LIGHT, gather_report, report_html
from explorer.analysis.export.tables import ledger_arrays, write_csv, write_npz
from explorer.analysis.ledger import logit_shares
from explorer.analysis.predictions import trace_as_trained
from explorer.analysis.trace import Trace, trace
from explorer.problem import UserProblem
from explorer.reviews.encoding import encode_text
from explorer.training.runs.opened_model import OpenedModel, open_model
from explorer.whole_file import whole_file

HELP = (
    "Write all signals of one review, and P(positive) after each token, to an .npz file, a .csv "
    "table or an .html report."
)
Words = tuple[str, ...]
LEDGER_HELP = (
    "add ledger/logit_share (T,), ledger/pad_share, logit and bias: what each word adds to the "
    "logit; shares and pad_share sum to logit − bias"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("model", type=Path, metavar="RUN", help="a run folder or a .keras file")
    review = parser.add_mutually_exclusive_group(required=True)
    review.add_argument("--text", metavar="“…”")
    review.add_argument("--file", type=Path, metavar="review.txt")
    review.add_argument("--ids", metavar="1,14,22,…", help="token ids as they are")
    parser.add_argument("--out", required=True, type=Path, metavar="trace.npz|.csv|.html")
    parser.add_argument("--epoch", type=int, metavar="N", help="default: the best epoch")
    parser.add_argument(
        "--pad", action="store_true", help="read the pads that stand before the text in training"
    )
    parser.add_argument("--ledger", action="store_true", help=LEDGER_HELP)


def run(options: argparse.Namespace) -> None:
    """Trace and write."""
    model = open_model(options.model, options.epoch)
    ids, tokens = _review(options, model)
    if options.pad:
        traced = trace_as_trained(model.network, ids, model.encoding)
    else:
        traced = trace(model.network, ids)
    _write(options, model, traced, tokens)
    print(f"{options.out}: {len(ids)} tokens, P(positive) {traced.probability[-1]:.4f}")


def _write(options: argparse.Namespace, model: OpenedModel, trace: Trace, tokens: Words) -> None:
    """Write what the file's name asks for."""
    shares = None
    if options.ledger:
        shares = logit_shares(model.network, trace.ids[trace.pads :], pads=trace.pads)
    kind = options.out.suffix.lower()
    if kind == ".csv":
        write_csv(options.out, trace, tokens, shares)
    elif kind in (".html", ".htm"):
        ids, pads = trace.ids[trace.pads :], trace.pads
        report = gather_report(model.network, ids, tokens, pads=pads, title=model.title)
        with whole_file(options.out) as file:
            file.write(report_html(report, LIGHT).encode())
    else:
        write_npz(options.out, trace, tokens, ledger_arrays(shares) if shares else None)


def _review(options: argparse.Namespace, model: OpenedModel) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the token ids (T,) and words (T,) that the options name."""
    if options.ids is not None:
        ids = _parse_ids(options.ids, model.encoding.max_features)
        return ids, tuple(model.vocabulary.word_of(int(number)) for number in ids)
    text = options.text if options.text is not None else _read_text(options.file)
    if not text.strip():
        raise UserProblem("The review is empty: there is nothing to trace.")
    encoded = encode_text(text, model.vocabulary, model.encoding)
    return np.array(encoded.ids), tuple(encoded.tokens)


def _parse_ids(text: str, max_features: int) -> np.ndarray:
    try:
        ids = np.array([int(part) for part in text.split(",") if part.strip()], np.int32)
    except (ValueError, OverflowError) as error:
        raise UserProblem("--ids takes whole numbers with commas, such as 1,14,22.") from error
    if len(ids) == 0:
        raise UserProblem("--ids is empty: there is nothing to trace.")
    outside = ids[(ids < 0) | (ids >= max_features)]
    if len(outside):
        raise UserProblem(
            f"Token id {outside[0]} is outside this model's vocabulary, 0…{max_features - 1}."
        )
    return ids


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserProblem(f"{path} is not a UTF-8 text file.") from error
    except OSError as error:
        raise UserProblem(f"{path} cannot be read: {error.strerror or error}.") from error
