"""Only the demonstration sets the clock: a way to do so elsewhere would be a way to back-date."""

import ast


def test_nothing_but_the_demonstration_sets_the_clock(tree):
    wrong = [
        tree.shown(path)
        for path in tree.python("src")
        if "demo" not in path.relative_to(tree.package).parts[:1]
        for node in ast.walk(tree.syntax(path))
        if (isinstance(node, ast.Import) and any(a.name.startswith("time_machine") for a in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("time_machine"))
    ]
    assert not wrong
