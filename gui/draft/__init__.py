"""The page 起草."""
