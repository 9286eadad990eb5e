"""Set phrases, terms, repetitions and leftovers."""
