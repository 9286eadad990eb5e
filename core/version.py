"""The program's version: the one place where it stands; ``pyproject.toml`` and the packages read it from here."""

VERSION = "0.1.0"
