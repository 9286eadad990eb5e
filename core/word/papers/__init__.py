"""Papers that go along with a draft (三栏对照表, 采纳情况表, 核稿单), built with python-docx."""
