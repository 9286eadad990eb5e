"""Rich Text Format (.rtf; Microsoft, RTF specification 1.9.1), written anew as WordprocessingML."""
