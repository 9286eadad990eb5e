"""Word 97-2003 files (.doc, .dot and WPS's .wps, .wpt), read after [MS-DOC] and written anew as WordprocessingML.

The reader of .docx files then reads both: numbers, tables, emphasis and notes are decided in one place.
"""
