"""docs/glossary.md: one word of the trade, one name in the code."""

import ast
import re

ROW = re.compile(r"^\| ([^|]+) \| `([^`|]+)` \|")


def _rows(tree):
    text = (tree.root / "docs" / "glossary.md").read_text(encoding="utf-8")
    return [(m[1].strip(), m[2].strip()) for line in text.splitlines() if (m := ROW.match(line))]


def _names(tree):
    names = set()
    for path in tree.python("src"):
        names.add(path.stem)
        names.update(path.relative_to(tree.package).parts)
        for node in ast.walk(tree.syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
            elif isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
    return names


def test_every_name_of_the_glossary_is_in_the_code(tree):
    rows = _rows(tree)
    assert len(rows) >= 40
    known = _names(tree)
    assert not [f"{word} {name}" for word, name in rows if name not in known]


def test_a_word_has_one_name_and_a_name_one_word(tree):
    rows = _rows(tree)
    for column in (0, 1):
        values = [row[column] for row in rows]
        assert not {v for v in values if values.count(v) > 1}
