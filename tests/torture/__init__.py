"""The robot that is killed while it types, and what must be there afterwards (``make torture``)."""
