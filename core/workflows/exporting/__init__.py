"""From a draft to a Word file, a PDF or pages."""
