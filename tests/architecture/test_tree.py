"""What must not lie in the tree: third-party code, unfinished marks, addresses of a workplace, real rows."""

import re
import subprocess

import pytest

TEXT = {".py", ".html", ".yaml", ".yml", ".md", ".toml", ".js", ".mjs", ".ts", ".css", ".sh", ".cfg", ".json"}
LARGEST = 1_500_000
# Written in pieces, so that this file does not find itself.
UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error")) + r")\b"
)
WORKPLACE = re.compile(
    "|".join(
        ("/wo" + "rk/", "/tm" + "p/", r"registry\.npm" + "js", r"pypi\.o" + "rg", "files.python" + "hosted")
    )
)


def _texts(tree):
    return [
        p
        for p in tree.files()
        if (p.suffix in TEXT or p.parent.name in ("scripts", ".ci")) and p.name != "package-lock.json"
    ]


def _found(tree, pattern):
    return [
        f"{tree.shown(path)}:{number}"
        for path in _texts(tree)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_marked_unfinished(tree):
    assert not _found(tree, UNFINISHED)


def test_no_address_of_a_workplace_or_registry_is_written_down(tree):
    assert not _found(tree, WORKPLACE)


def test_no_third_party_code_is_in_the_tree(tree):
    foreign = re.compile(r"\.min\.(js|css)$|(^|/)(vendor|node_modules|third_party)/|\.(whl|jar|woff2?|ttf)$")
    assert not [tree.shown(p) for p in tree.files() if foreign.search(tree.shown(p))]


def test_the_lock_file_names_no_host(tree):
    lock = tree.root / "frontend" / "package-lock.json"
    assert '"resolved": "http' not in lock.read_text(encoding="utf-8")


def test_no_file_is_large(tree):
    assert not [tree.shown(p) for p in tree.files() if p.stat().st_size > LARGEST]


def test_no_table_of_rows_is_committed(tree):
    assert not [
        tree.shown(p)
        for p in tree.files()
        if p.suffix in {".parquet", ".xlsx", ".xls", ".sqlite3", ".duckdb"}
    ]


def test_lines_of_scripts_ignore_caches_and_homes(tree):
    ignored = [".venv/x", "var/x", "build/x", "node_modules/x", "src/zhuchao/frame/static/dist/x"]
    ran = subprocess.run(
        ["git", "check-ignore", *ignored], cwd=tree.root, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ignored


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_commands_of_the_readme_exist(tree, name):
    text = (tree.root / name).read_text(encoding="utf-8")
    assert "scripts/demo" in text and "scripts/test" in text
    for script in set(re.findall(r"\bscripts/[a-z]+\b(?!/)", text)):
        path = tree.root / script
        assert path.is_file() and path.stat().st_mode & 0o111, script


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_zhuchao_commands_of_the_readme_are_known(tree, name):
    from zhuchao.site.cli import GROUPS, root

    text = (tree.root / name).read_text(encoding="utf-8")
    for noun, verb in set(
        re.findall(r"^\s*(?:\.venv/bin/)?zhuchao ([a-z]+)(?: ([a-z][a-z-]+))?", text, re.MULTILINE)
    ):
        assert noun in GROUPS, noun
        group = root.get_command(None, noun) if not verb else _group(noun)
        assert not verb or not hasattr(group, "commands") or verb in group.commands, f"{noun} {verb}"


def _group(noun):
    from importlib import import_module

    from zhuchao.site.cli import GROUPS

    return getattr(import_module(GROUPS[noun].module), noun)


def test_the_check_of_every_change_is_the_test_command_of_the_readme(tree):
    lines = (tree.root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec scripts/test"
