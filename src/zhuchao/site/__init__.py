"""Wiring only: settings, URL root and the root of the command line."""
