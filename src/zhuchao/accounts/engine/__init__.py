"""Decisions about duties, roles, passwords and succession of offices, on paper."""
