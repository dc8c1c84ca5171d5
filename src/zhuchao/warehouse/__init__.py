"""The one door to whole tables: the lake of Parquet files, the engines over it, derived tables and the index.

``lake`` knows which files are in force, ``engines`` opens DuckDB or Spark over them, ``derived`` keeps computed
tables, ``writing`` merges an import bucket by bucket, ``index`` is the registry's search file.
"""
