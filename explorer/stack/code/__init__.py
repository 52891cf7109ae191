"""A stack as a Keras script and as a PyTorch script, to read, run and keep."""

from explorer.stack.code.fit import Fit
from explorer.stack.code.keras_script import keras_code
from explorer.stack.code.torch_script import pytorch_code

__all__ = ["Fit", "keras_code", "pytorch_code"]
