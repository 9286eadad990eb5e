"""往年材料 at the right of the draft."""
