"""历史 and versions."""
