"""Decisions about chains from given facts: placement, gaps, scores."""
