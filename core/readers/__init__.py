"""Readers: bytes of a foreign file to a RawDocument."""
