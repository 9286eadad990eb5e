"""Small files of one user: settings, cards, recent drafts, positions, suppressed findings, unsaved forms."""
