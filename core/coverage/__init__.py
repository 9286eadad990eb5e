"""要点对照: which tasks of this year's plan the summary reports on, with which figures, and how to write the missing ones."""
