"""The draft at work: its file, its model, its backups and the notices about them."""
