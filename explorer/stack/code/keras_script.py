"""A stack as a Keras script in the tutorial's style."""

from explorer.stack.code import notes
from explorer.stack.code.fit import Fit
from explorer.stack.code.keras_calls import commented, layer_call
from explorer.stack.code.keras_cell import carry_classes
from explorer.stack.code.masks import cudnn_refuses, masked_inputs
from explorer.stack.code.source import (
    INDENT,
    call,
    comment,
    docstring,
    keywords,
    literal,
    quoted,
    words,
)
from explorer.stack.kinds import CarryLSTMSpec
from explorer.stack.naming import model_name
from explorer.stack.rules import InputSpec, StackReport, examine
from explorer.stack.rules.flow import StackFlow, walk
from explorer.stack.spec import StackSpec


def keras_code(stack: StackSpec, reads: InputSpec | None = None, fit: Fit | None = None) -> str:
    """Return a script that builds and compiles `stack`, and trains it on IMDB when run.

    Only options that differ from Keras's defaults are written, layers keep their names, and
    disabled ones stand there as comments. The rules' hints become comments; a stack with errors
    is written all the same, the errors on top. Never raises, whatever values the specs hold.
    """
    reads, fit = reads or InputSpec(), fit or Fit()
    report, flow = examine(stack, reads), walk(stack, reads)
    cells = [found.recurrent for found in flow.active]
    carry = [cell for cell in cells if isinstance(cell, CarryLSTMSpec)]
    lines = [
        *docstring(_about(stack, report)),
        "",
        "import keras",
        f"from keras import layers{', ops' if carry else ''}",
        "",
        *notes.errors(stack, report),
        f"max_features = {literal(reads.max_features)}  # token ids are below it; 0 is a pad",
        f"maxlen = {literal(reads.maxlen)}  # timesteps",
        *(["", ""] if carry else [""]),
        *carry_classes(carry),
        *_model(stack, reads, report, flow),
        *_compile(fit),
        "",
        'if __name__ == "__main__":',
        *_training(reads, report, fit),
    ]
    return "\n".join(lines) + "\n"


def _about(stack: StackSpec, report: StackReport) -> list[str]:
    title = words(stack.title) or "A model"
    return [f"{title}: P(positive) of movie reviews, {report.parameters:,} parameters."]


def _model(stack: StackSpec, reads: InputSpec, report: StackReport, flow: StackFlow) -> list[str]:
    told = notes.first_with_recurrent_dropout(flow.layers)
    masked = masked_inputs(flow)
    lines = [
        "model = keras.Sequential(",
        f"{INDENT}[",
        f'{INDENT * 2}keras.Input(shape=(maxlen,), dtype="int32"),',
    ]
    for index, layer in enumerate(stack.layers):
        if not layer.enabled:
            lines += commented(layer, reads.max_features, depth=2)
            continue
        lines += notes.traps(report, index, depth=2)
        if index == told:
            lines += comment(notes.NOT_CONSTRAINT, depth=2)
        refused = cudnn_refuses(flow.layers[index], masked[index], reads.padding)
        if refused:
            lines += comment(notes.MASK_AND_CUDNN, depth=2)
        lines += layer_call(layer, reads.max_features, cudnn=not refused, depth=2)
    return [*lines, f"{INDENT}],", f"{INDENT}name={quoted(model_name(stack.title))},", ")"]


def _compile(fit: Fit) -> list[str]:
    options = {
        "optimizer": fit.in_keras(),
        "loss": quoted("binary_crossentropy"),
        "metrics": '["accuracy"]',
    }
    return call("model.compile", keywords(options))


def _training(reads: InputSpec, report: StackReport, fit: Fit) -> list[str]:
    """Return the lines that fetch Keras's IMDB, whose ids are Carrytrack's, and train."""
    padding = {
        name: quoted(end)
        for name, end in (("padding", reads.padding), ("truncating", reads.truncating))
        if end != "pre"
    }
    pad = f", {', '.join(keywords(padding))}" if padding else ""
    told = {
        "epochs": literal(fit.epochs),
        "batch_size": literal(fit.batch_size),
        "validation_split": literal(fit.validation_split),
    }
    return [
        f"{INDENT}model.summary()",
        f"{INDENT}train, test = keras.datasets.imdb.load_data(num_words=max_features)",
        *notes.traps(report, None, depth=1),
        *(
            line
            for name in ("train", "test")
            for line in call(
                f"x_{name} = keras.utils.pad_sequences",
                [f"{name}[0]", f"maxlen=maxlen{pad}"],
                depth=1,
            )
        ),
        *call("model.fit", ["x_train", "train[1]", *keywords(told)], depth=1),
        f"{INDENT}model.evaluate(x_test, test[1])",
    ]
