"""Wrong, missing and doubled characters and words."""
