"""Pages of positioned characters, as PDF and OFD files hold them, made into paragraphs and tables."""
