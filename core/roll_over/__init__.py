"""年份更新: what in last year's report has to be said otherwise this year, as proposals."""
