"""The program's own words, as every test of recognition needs them."""

from core.workflows.words import load_phrases

PHRASES = load_phrases()
