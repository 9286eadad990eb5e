"""Word files read as paragraphs, with notices about content left out."""
