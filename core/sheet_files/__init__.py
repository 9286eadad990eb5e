"""Collection sheets (填报表): facts to .xlsx files for the departments, and filled sheets back. The only home of openpyxl."""
