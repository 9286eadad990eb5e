"""The draft at work: its file, its model, its copies and what is told about them."""
