"""From files to recognised reports."""
