"""Staff screens are Chinese only: no English word stands in a template or a message a flow raises."""

import ast
import re

TEMPLATE_CODE = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<script.*?</script>|<style.*?</style>", re.DOTALL
)
SHOWN_ATTRIBUTES = re.compile(r'\b(?:alt|title|placeholder|aria-label)="([^"]*)"')
TAG = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{2,}")
#: Written so in Chinese texts of the trade.
ALLOWED = {
    "GB",
    "CSV",
    "csv",
    "Excel",
    "xlsx",
    "API",
    "OpenAPI",
    "TOTP",
    "HTML",
    "ID",
    "IP",
    "SHA",
    "sha",
    "zhuchao",
    "CGCS",
    "JSON",
    "km",
    "Parquet",
    "PDF",
    "SW",
    "KB",
    "MB",
    "Ctrl",
    "Esc",
    "Enter",
    "nbsp",
    "amp",
    "lt",
    "gt",
    "middot",
    "times",
    "ndash",
    "hellip",
    "larr",
    "rarr",
    "laquo",
    "raquo",
}


def _english(text):
    return sorted(set(WORD.findall(text)) - ALLOWED)


def test_no_english_word_stands_in_a_template(tree):
    found = {}
    for path in tree.files():
        if path.suffix != ".html" or "templates" not in path.parts:
            continue
        text = TEMPLATE_CODE.sub(" ", path.read_text(encoding="utf-8"))
        shown = " ".join([TAG.sub(" ", text), *SHOWN_ATTRIBUTES.findall(text)])
        if words := _english(shown):
            found[tree.shown(path)] = words
    assert not found


def _literals(node):
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def test_refusals_are_chinese_sentences(tree):
    wrong = []
    for path in tree.python("src"):
        for node in ast.walk(tree.syntax(path)):
            name = getattr(getattr(node, "func", None), "id", "")
            if not isinstance(node, ast.Call) or name not in ("Refusal", "forbidden"):
                continue
            for shown in node.args[1:3]:
                text = " ".join(_literals(shown))
                if WORD.search(text) and not re.search(r"[\u4e00-\u9fff]", text):
                    wrong.append(f"{tree.shown(path)}:{node.lineno} {text}")
    assert not wrong
