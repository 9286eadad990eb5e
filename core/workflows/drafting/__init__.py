"""A draft at work: made, edited, stored, saved again, brought back."""
