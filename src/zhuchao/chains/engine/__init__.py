"""Decisions about chains that can be made on paper: what a chain is, who stands where on it."""
