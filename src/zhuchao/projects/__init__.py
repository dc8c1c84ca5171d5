"""The life of a project: stages on evidence, contracts, money, delays."""
