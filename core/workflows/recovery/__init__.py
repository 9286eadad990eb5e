"""Recovery: backups, pending journals, damaged drafts, the trash."""
