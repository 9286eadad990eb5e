"""The store of drafts: one SQLite file each."""
