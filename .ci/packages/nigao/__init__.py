"""Nigao as an installed package: the program lies in its folder ``program``, so that ``core`` and ``gui`` are no
top-level names among other people's packages."""
