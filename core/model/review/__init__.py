"""Values of review: what a draft printed, a copy that came back, the changes found in it."""
