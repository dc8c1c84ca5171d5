"""Decisions about projects from given facts."""
