"""Whole-table computations of the registry as Ibis expressions: table in, table out."""
