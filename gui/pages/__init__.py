"""The pages of the window; a page never imports a page."""
