"""Whole-table computations: Ibis, the standard library, terms and the noun's own engine; no clock, no I/O.

What they may not import they cannot depend on: an expression is the same for DuckDB, Spark and whatever follows.
"""

import ast
import sys

#: Ways out of portable expressions: rows in Python, functions in Python, text for one engine.
OUT = {"execute", "to_pandas", "to_pyarrow", "to_polars", "to_parquet", "sql", "raw_sql", "udf"}


def _modules(tree):
    found = [
        p
        for p in tree.python("src")
        if len(r := p.relative_to(tree.package).parts) > 1 and r[1] in ("analytics", "analytics.py")
    ]
    assert len(found) > 5
    return found


def _allowed(tree, name, noun):
    parts = name.split(".")
    if parts[0] != "zhuchao":
        return parts[0] == "ibis" or (parts[0] in sys.stdlib_module_names and parts[0] not in tree.world)
    return parts[1:2] == ["terms"] or (parts[1:2] == [noun] and parts[2:3] in (["engine"], ["analytics"]))


def test_analytics_import_ibis_the_standard_library_terms_and_their_engine(tree):
    wrong = [
        f"{tree.shown(p)}: {name}"
        for p in _modules(tree)
        for name in tree.imports(p)
        if not _allowed(tree, name, p.relative_to(tree.package).parts[0])
    ]
    assert not wrong


def test_analytics_stay_expressions_and_read_no_clock(tree):
    wrong = [
        f"{tree.shown(p)}:{node.lineno} {node.attr}"
        for p in _modules(tree)
        for node in ast.walk(tree.syntax(p))
        if isinstance(node, ast.Attribute) and (node.attr in OUT or tree.clock(node))
    ]
    assert not wrong


def test_ibis_stays_in_the_warehouse_and_in_analytics(tree):
    """It moves slowly: whoever leaves it one day rewrites these folders and nothing else."""
    users = {
        tuple(p.relative_to(tree.package).parts[:2])
        for p in tree.python("src")
        for name in tree.imports(p)
        if name.split(".")[0] == "ibis"
    }
    assert users
    assert all(noun == "warehouse" or floor.startswith("analytics") for noun, floor in users), users


def test_the_check_tells_apart(tree):
    for fine in ("ibis", "datetime", "zhuchao.terms.words", "zhuchao.chains.engine.placement"):
        assert _allowed(tree, fine, "chains"), fine
    for wrong in (
        "pandas",
        "duckdb",
        "django.conf",
        "os",
        ".engine",
        "zhuchao",
        "zhuchao.warehouse.engines",
        "zhuchao.rulebook",
        "zhuchao.companies.analytics.names",
        "zhuchao.chains.store",
    ):
        assert not _allowed(tree, wrong, "chains"), wrong
