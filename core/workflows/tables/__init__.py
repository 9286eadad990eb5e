"""Tables and pictures of a draft: put in, filled, changed."""
