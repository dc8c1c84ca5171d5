"""Definitions (口径) and the one compute."""
