"""Tables of a draft as grids: put in, filled, their rows, columns and joined cells changed; each edit is a Change."""
