"""Use cases: open, recognise, draft, edit, check and export. Both the window and the command line call them."""
