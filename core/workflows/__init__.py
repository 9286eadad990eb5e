"""Floor 4: open, recognise, draft, edit, export. What the window and the command line both call."""
