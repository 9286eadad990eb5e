"""Everything OOXML: packages, reading, styles, layouts, pages, writing and learning of Word files."""
