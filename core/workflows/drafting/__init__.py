"""Draft use cases: creating, editing, history, storing, saving as another file."""
