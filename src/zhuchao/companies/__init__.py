"""The company master, registry import, search and linkage."""
