"""Papers before a report is signed: 征求意见采纳情况表 and 核稿单."""
