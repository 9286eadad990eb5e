"""The page 新建稿件."""
