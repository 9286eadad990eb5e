"""Word files read as paragraphs with what is told about the rest."""
