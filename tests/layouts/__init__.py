"""The built-in layouts made from nothing: ``python -m tests.layouts [FOLDER]``.

The committed files under ``templates/layouts`` are the source of truth: they may be opened and changed in Word or WPS.
This package only says how they came about, for a maintainer who wants to begin a layout without the styles that an office
program carries along. Numbers: GB/T 9704-2012 as worked out in core/typesetting/standard.py. Order of elements: ECMA-376 part 1, wml.xsd.
"""
