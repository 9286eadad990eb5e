"""The form (表单)."""
