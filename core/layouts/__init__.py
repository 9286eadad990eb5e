"""The layout engine: Word files with Jinja tags, taken apart once and put together for every draft. Knows no draft."""
