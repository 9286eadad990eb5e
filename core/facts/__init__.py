"""Facts: the values in a document's prose."""
