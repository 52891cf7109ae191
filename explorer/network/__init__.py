"""A stack of layers as a torch module, true to Keras: no Qt."""
