"""What is painted under and over the running text."""
