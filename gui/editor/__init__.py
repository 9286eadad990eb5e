"""The running text (正文)."""
