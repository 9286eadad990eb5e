"""The panels that pages are made of."""
