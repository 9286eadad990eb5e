"""Collection sheets (填报表): facts to .xlsx files for departments, and the import of filled sheets."""
