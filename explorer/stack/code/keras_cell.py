"""The Carry LSTM in Keras: a cell of its own, and the layer that runs it through time.

The layer has the name and the options under which Carrytrack's .keras files hold it, so that
the written script can open them.
"""

from explorer.stack.kinds import CarryLSTMSpec

HEAD = '''\
class CarryLSTMCell(layers.LSTMCell):
    """The tutorial's own cell: reads the carry through a matrix, then writes it.

    h = tanh(x W_o + h U_o + c V_o + b_o), and then c = i * k + f * c. No output gate.
    """
'''

# LSTMCell draws a mask for every gate as soon as recurrent_dropout is on.
ONE_MASK = """\
    def __init__(self, units, **options):
        super().__init__(units, **options)
        self.dropout_mask_count = None  # one mask for all gates
"""

BUILD = """\
    def build(self, input_shape):
        super().build(input_shape)  # an LSTM's weights, blocks i, f, k, o
        self.carry_kernel = self.add_weight(
            shape=(self.units, self.units),
            initializer="orthogonal",
            name="carry_kernel",
        )
"""

CALL = """\
    def call(self, inputs, states, training=False):
        h, c = states
"""

DROP_INPUTS = """\
        if training and self.dropout:
            inputs = inputs * self.get_dropout_mask(inputs)
"""

DROP_STATE = """\
        if training and self.recurrent_dropout:
            h = h * self.get_recurrent_dropout_mask(h)
"""

EQUATIONS = """\
        z = ops.matmul(inputs, self.kernel) + ops.matmul(h, self.recurrent_kernel)
        if self.use_bias:
            z = z + self.bias
        i, f, k, o = ops.split(z, 4, axis=1)
        h = self.activation(o + ops.matmul(c, self.carry_kernel))
        i, f = self.recurrent_activation(i), self.recurrent_activation(f)
        c = i * self.activation(k) + f * c
        return h, [h, c]
"""

LAYER = '''

@keras.saving.register_keras_serializable(package="carrytrack")
class CarryLSTM(layers.RNN):
    """Runs the cell through time; opens .keras files that Carrytrack writes."""

    def __init__(
        self, units, return_sequences=False, go_backwards=False, name=None, **options
    ):
        self.options = {"units": units, **options}
        super().__init__(
            CarryLSTMCell(**self.options),
            return_sequences=return_sequences,
            go_backwards=go_backwards,
            name=name,
            dtype=options.get("dtype"),
        )

    def get_config(self):
        names = ("name", "return_sequences", "go_backwards")
        return {**self.options, **{name: getattr(self, name) for name in names}}

    @classmethod
    def from_config(cls, config):
        return cls(**config)
'''


def carry_classes(found: list[CarryLSTMSpec]) -> list[str]:
    """Return the two classes' source with what these layers use; nothing if there are none."""
    if not found:
        return []
    drops_state = any(layer.recurrent_dropout for layer in found)
    call = CALL
    if any(layer.dropout for layer in found):
        call += DROP_INPUTS
    if drops_state:
        call += DROP_STATE
    methods = [*([ONE_MASK] if drops_state else []), BUILD, call + EQUATIONS]
    source = "\n".join([HEAD, *methods]) + LAYER
    return [*source.rstrip("\n").split("\n"), "", ""]
