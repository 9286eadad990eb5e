"""Settings, and the auxiliary pages."""
