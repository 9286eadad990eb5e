"""Settings, and the pages beside the work."""
