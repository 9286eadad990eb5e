"""Writers: a draft to the bytes of a foreign file."""
