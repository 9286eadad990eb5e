"""花脸稿 and the papers made of two versions: from versions, files and returned copies to files."""
