"""What is kept for one user: settings, cards, recent drafts, unit styles, suppressed findings."""
