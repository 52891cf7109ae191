"""The four cells as plain numpy loops: what every fast path must equal, short enough to teach.

One review, no batch. x (T, E) is what the layer reads; W (E, G·H), U (H, G·H), b are Keras's
kernel, recurrent_kernel and bias. Each function returns its signals, (T, H) each.
"""

import numpy as np

Array = np.ndarray
Signals = dict[str, Array]


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^−z), in 0…1."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def simple_rnn(x: Array, W: Array, U: Array, b: Array) -> Signals:
    """One loop: the whole state is rewritten at every timestep."""
    h = np.zeros(U.shape[0])  # (H,)
    signals = []
    for x_t in x:  # (E,)
        h = np.tanh(x_t @ W + h @ U + b)
        signals.append((h,))
    return by_name("h", signals)


def lstm(x: Array, W: Array, U: Array, b: Array) -> Signals:
    """Gates i, f, o decide what the carry takes, keeps and shows; k is what is offered."""
    h = c = np.zeros(U.shape[0])  # (H,)
    signals = []
    for x_t in x:  # (E,)
        z_i, z_f, z_k, z_o = np.split(x_t @ W + h @ U + b, 4)  # (H,) each
        i, f, o = sigmoid(z_i), sigmoid(z_f), sigmoid(z_o)
        k = np.tanh(z_k)
        c = f * c + i * k
        h = o * np.tanh(c)
        signals.append((i, f, k, o, c, h))
    return by_name("ifkoch", signals)


def carry_lstm(x: Array, W: Array, U: Array, b: Array, V: Array) -> Signals:
    """The tutorial's cell: the output reads the carry through V (H, H), then the carry moves on."""
    h = c = np.zeros(U.shape[0])  # (H,)
    signals = []
    for x_t in x:  # (E,)
        z_i, z_f, z_k, z_o = np.split(x_t @ W + h @ U + b, 4)  # (H,) each
        i, f, k = sigmoid(z_i), sigmoid(z_f), np.tanh(z_k)
        h = np.tanh(z_o + c @ V)
        c = i * k + c * f
        signals.append((i, f, k, c, h))
    return by_name("ifkch", signals)


def gru(x: Array, W: Array, U: Array, b: Array) -> Signals:
    """z mixes old and new; r decides how much of the old the new one sees. b is (2, 3H)."""
    h = np.zeros(U.shape[0])  # (H,)
    signals = []
    for x_t in x:  # (E,)
        x_z, x_r, x_n = np.split(x_t @ W + b[0], 3)  # (H,) each
        h_z, h_r, h_n = np.split(h @ U + b[1], 3)
        z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
        n = np.tanh(x_n + r * h_n)
        h = z * h + (1 - z) * n
        signals.append((z, r, n, h))
    return by_name("zrnh", signals)


def by_name(names: str, signals: list[tuple[Array, ...]]) -> Signals:
    """Stack what each timestep gave: one array (T, H) a signal."""
    return {
        name: np.array(rows) for name, rows in zip(names, zip(*signals, strict=True), strict=True)
    }
