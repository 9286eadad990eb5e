"""The open draft: its file, its model, its backups and the notices about them."""
