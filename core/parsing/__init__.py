"""Recognition: a RawDocument to a Document with roles, levels and run-in cuts."""
