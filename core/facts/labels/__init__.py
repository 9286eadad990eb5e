"""Labels that need the clauses, the numbers or the heading before: what is carried on, turned, done or measured."""
