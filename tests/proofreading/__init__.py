"""Sentences and small reports with one slip each, and clean ones, by which 校对 is measured."""
