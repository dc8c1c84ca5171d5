"""Engines decide from given facts: standard library, terms and engines only, no clock, no I/O."""

import ast
import subprocess
import sys

STANDARD = sys.stdlib_module_names

_BLOCKED = """
import importlib, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in sys.stdlib_module_names and name.partition(".")[0] != "zhuchao":
            raise ImportError("blocked: " + name)

sys.meta_path.insert(0, Block())
for name in sys.argv[1:]:
    importlib.import_module(name)
print(len(sys.argv) - 1)
"""


def _module(tree, path):
    parts = list(path.relative_to(tree.package.parent).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _pure(tree):
    return [*tree.engines(), *tree.python("src/zhuchao/terms")]


def _allowed(name):
    parts = name.split(".")
    if parts[0] != "zhuchao":
        return parts[0] in STANDARD
    return len(parts) == 1 or parts[1] == "terms" or (len(parts) > 2 and parts[2] == "engine")


def test_engines_and_terms_import_only_the_standard_library_terms_and_engines(tree):
    assert _pure(tree)
    wrong = [
        f"{tree.shown(p)}: {name}" for p in _pure(tree) for name in tree.imports(p) if not _allowed(name)
    ]
    assert not wrong


def test_engines_and_terms_do_no_input_or_output(tree):
    wrong = [
        f"{tree.shown(p)}: {name}"
        for p in _pure(tree)
        for name in tree.imports(p)
        if name.split(".")[0] in tree.world and not name.startswith("pathlib.Pure")
    ]
    calls = [
        f"{tree.shown(path)}:{node.lineno} {node.func.id}"
        for path in _pure(tree)
        for node in ast.walk(tree.syntax(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("open", "print", "input")
    ]
    assert not wrong + calls


def test_engines_and_terms_have_no_clock(tree):
    wrong = [
        f"{tree.shown(path)}:{node.lineno}"
        for path in _pure(tree)
        for node in ast.walk(tree.syntax(path))
        if tree.clock(node)
    ]
    assert not wrong


def test_engines_and_terms_load_where_no_library_can_be_imported(tree):
    names = sorted({_module(tree, p) for p in _pure(tree)})
    command = [sys.executable, "-c", _BLOCKED, *names]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stdout.strip() == str(len(names))
