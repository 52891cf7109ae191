"""Which layers are told where the pads are, and where Keras must be kept from cuDNN for it."""

from explorer.stack.kinds import CarryLSTMSpec, GRUSpec, LSTMSpec
from explorer.stack.rules.flow import LayerFlow, StackFlow


def masked_inputs(flow: StackFlow) -> list[bool]:
    """Return for every layer whether its input still says which timesteps are pads."""
    return [False, *(each.masked for each in flow.layers)][: len(flow.layers)]


def cudnn_refuses(found: LayerFlow, masked: bool, padding: str) -> bool:
    """Whether Keras on TensorFlow would hand this mask to cuDNN on a GPU, and fail in training.

    cuDNN takes a mask only if the pads stand after the text (_assert_valid_mask in Keras's
    backend/tensorflow/rnn.py); Keras tries it for every layer that cuDNN can compute.
    """
    spec = found.recurrent
    if not masked or padding != "pre" or isinstance(spec, CarryLSTMSpec):
        return False
    return (
        isinstance(spec, LSTMSpec | GRUSpec)
        and (spec.activation, spec.recurrent_activation) == ("tanh", "sigmoid")
        and spec.use_bias
        and not spec.recurrent_dropout
    )
