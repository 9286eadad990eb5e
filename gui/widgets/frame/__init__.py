"""Room, columns, notices and pages around other widgets."""
