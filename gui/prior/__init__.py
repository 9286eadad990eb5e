"""往年材料 beside the draft."""
