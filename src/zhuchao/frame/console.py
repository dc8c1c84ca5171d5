"""How commands print: JSON for machines, a plain table for people."""

import json
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

import click


def echo_json(value: object) -> None:
    """Print JSON with Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def echo_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print aligned columns; a Chinese character is two wide."""
    cells = [[str(h) for h in headings], *([("" if c is None else str(c)) for c in row] for row in rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(headings))]
    for row in cells:
        line = "  ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True))
        click.echo(line.rstrip())
