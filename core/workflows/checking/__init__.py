"""All checks of a draft together."""
