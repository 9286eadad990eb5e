"""Use cases of the yearly cycle: roll-over, coverage, ledger, collection sheets."""
