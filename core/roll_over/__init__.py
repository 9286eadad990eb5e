"""年份滚动: what in last year's report has to be said otherwise this year, as proposals."""
