"""Briefings, issues frozen with a checksum, forms of the superior."""
