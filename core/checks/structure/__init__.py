"""How a report is built and whether it is complete."""
