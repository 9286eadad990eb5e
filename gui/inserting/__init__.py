"""Tables and pictures put into a draft by the menu 插入."""
