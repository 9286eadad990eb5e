"""Draft files: one SQLite file a draft, with its history, versions, pending journal and backups."""
