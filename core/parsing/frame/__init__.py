"""What stands around the body: letterhead, title block, closing, imprint."""
