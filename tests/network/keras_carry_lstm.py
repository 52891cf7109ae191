"""The tutorial's cell written for Keras, as a reader of our files would: nothing of ours in it."""

import keras
from keras import ops


class CarryLSTMCell(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units, self.state_size, self.output_size = units, [units, units], units

    def build(self, input_shape):
        wide = 4 * self.units
        self.kernel = self.add_weight(shape=(input_shape[-1], wide), name="kernel")
        self.recurrent_kernel = self.add_weight(shape=(self.units, wide), name="recurrent_kernel")
        self.bias = self.add_weight(shape=(wide,), name="bias")
        self.carry_kernel = self.add_weight(shape=(self.units, self.units), name="carry_kernel")

    def call(self, inputs, states, training=False):
        h, c = states
        z = ops.matmul(inputs, self.kernel) + ops.matmul(h, self.recurrent_kernel) + self.bias
        z_i, z_f, z_k, z_o = ops.split(z, 4, axis=-1)
        h = ops.tanh(z_o + ops.matmul(c, self.carry_kernel))
        c = ops.sigmoid(z_i) * ops.tanh(z_k) + c * ops.sigmoid(z_f)
        return h, [h, c]


@keras.saving.register_keras_serializable(package="carrytrack")
class CarryLSTM(keras.layers.RNN):
    def __init__(self, units, return_sequences=False, go_backwards=False, name=None, **options):
        super().__init__(
            CarryLSTMCell(units, dtype=options.get("dtype")),
            return_sequences=return_sequences,
            go_backwards=go_backwards,
            name=name,
            dtype=options.get("dtype"),
        )

    def get_config(self):
        return {
            "name": self.name,
            "units": self.cell.units,
            "return_sequences": self.return_sequences,
            "go_backwards": self.go_backwards,
        }

    @classmethod
    def from_config(cls, config):
        return cls(**config)
