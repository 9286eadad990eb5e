"""Checks (校对): what a report looks like it has wrong. Each check is a pure function; workflows put them together."""
