"""Whole-table computations of chains as Ibis expressions: table in, table out, the same on DuckDB and Spark."""
