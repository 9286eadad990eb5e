"""What is done from year to year: roll-over, coverage, ledger, collection sheets."""
