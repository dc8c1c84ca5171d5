"""Small files, small functions, everything annotated, nothing named after a drawer (design.md §1)."""

import ast
import subprocess
import sys
from pathlib import Path

LINES = 300
FUNCTION_LINES = 50
COMPLEXITY = 10
ANNOTATED = 0.98
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "services",
    "service",
    "managers",
    "manager",
    "misc",
}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_python_file_is_longer_than_300_lines(tree):
    long = {tree.shown(p): n for p in tree.python() if (n := len(p.read_text("utf-8").splitlines())) > LINES}
    assert not long


def test_no_function_is_longer_than_50_lines(tree):
    long = {
        f"{tree.shown(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in tree.python()
        for node in ast.walk(tree.syntax(path))
        if isinstance(node, _FUNCTIONS) and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    assert not long


def test_no_function_is_more_complex_than_10(tree):
    ruff = Path(sys.executable).with_name("ruff")
    limit = f"lint.mccabe.max-complexity={COMPLEXITY}"
    command = [
        str(ruff),
        "check",
        "--isolated",
        "--select",
        "C901",
        "--config",
        limit,
        "src",
        "scripts",
        "tests",
    ]
    ran = subprocess.run(command, cwd=tree.root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def _slots(node):
    arguments = node.args
    named = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    for argument in named:
        if argument is not None and argument.arg not in ("self", "cls"):
            yield argument.annotation is not None
    yield node.returns is not None


def test_nearly_everything_is_annotated(tree):
    slots = [
        filled
        for path in tree.python("src", "scripts")
        for node in ast.walk(tree.syntax(path))
        if isinstance(node, _FUNCTIONS)
        for filled in _slots(node)
    ]
    assert sum(slots) / len(slots) >= ANNOTATED


def test_no_folder_or_module_is_a_drawer(tree):
    drawers = [
        tree.shown(p)
        for p in tree.python("src", "scripts", "tests")
        if DRAWERS & {*p.relative_to(tree.root).parts[:-1], p.stem}
    ]
    assert not drawers


def test_public_modules_and_functions_say_what_they_are(tree):
    silent = [
        tree.shown(p)
        for p in tree.python("src")
        if p.stat().st_size and not ast.get_docstring(tree.syntax(p))
    ]
    silent += [
        f"{tree.shown(path)}:{node.name}"
        for path in tree.python("src")
        for node in tree.syntax(path).body
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent
