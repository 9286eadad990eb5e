"""The page 开始."""
