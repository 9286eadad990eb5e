"""A Word file as the values that pages are laid out from. Pure, limits before parsing."""
