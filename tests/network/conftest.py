"""Networks are tested beside real Keras, on its torch backend."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import pytest
import torch


@pytest.fixture(autouse=True)
def _one_thread():
    """Small tensors only: more threads would only wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
