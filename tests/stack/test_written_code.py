"""The written scripts read well, and hold for stacks that nobody thought of."""

import ast
import subprocess
import sys

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.stack.code import keras_code, pytorch_code
from explorer.stack.kinds import KINDS
from explorer.stack.rules import examine
from explorer.stack.spec import StackSpec
from tests.stack.drawing import broken_layers, layers, trainable_stacks
from tests.stack.written_code import (
    READS,
    STACKS,
    network_of,
    padded_ids,
    probabilities,
    run,
    trainable,
)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripts")
    for number, stack in enumerate(STACKS.values()):
        (folder / f"keras_{number}.py").write_text(keras_code(stack, READS), "utf-8")
        (folder / f"pytorch_{number}.py").write_text(pytorch_code(stack, READS), "utf-8")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["format", "--check", "--line-length", "88"],
        ["check", "--select", "E,F,I,W,UP,SIM", "--line-length", "88"],
    ],
)
def test_they_are_tidy(command, scripts):
    ruff = [sys.executable, "-m", "ruff", *command, "--isolated", "--no-cache", str(scripts)]
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@given(stack=trainable_stacks(READS, sorted(KINDS)))
@settings(max_examples=40, deadline=None)
def test_any_stack_says_in_pytorch_what_it_says_here(stack):
    network, written = network_of(stack), run(pytorch_code(stack, READS))
    module = written["Network"]().eval()
    assert trainable(module) == examine(stack, READS).parameters
    written["load_keras_weights"](module, network.weights())
    with torch.no_grad():
        ours = module(torch.from_numpy(padded_ids())).numpy()
    np.testing.assert_allclose(ours, probabilities(network, padded_ids()), atol=1e-5)


@given(
    stack=st.lists(st.one_of(layers, broken_layers()), max_size=4).map(StackSpec.of),
    title=st.text(max_size=20),
)
@settings(max_examples=80, deadline=None)
def test_any_stack_is_written_whatever_it_holds(stack, title):
    for source in (keras_code(stack.renamed(title)), pytorch_code(stack.renamed(title))):
        ast.parse(source)
        source.encode("utf-8")
        assert ("does not run yet" in source) == bool(examine(stack).errors)
