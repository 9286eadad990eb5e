"""Nigao without a window: model, rooms, stores and the workflows that combine them."""
