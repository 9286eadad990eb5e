"""Looking after an installed program: the self-test, the first start of a new version, updates from a file."""
