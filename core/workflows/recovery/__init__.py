"""Getting work back: backups, pending journals, damaged drafts, the trash."""
