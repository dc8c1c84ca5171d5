"""Decisions about leads from given facts."""
