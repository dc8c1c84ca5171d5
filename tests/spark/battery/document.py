"""The tables of ``docs/portable-operations.md``, made from the battery; run by hand it writes them there."""

import runpy
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "portable-operations.md"
#: What stands between these two lines is made, not written.
START, END = "<!-- battery: begin -->", "<!-- battery: end -->"
_HEAD = "| operation | DuckDB | Spark | equal? | rule to obey |\n|---|---|---|---|---|"


def tables(portable, unlike) -> str:
    """Both tables with their headings and counts, in Markdown."""
    parts = [f"## One answer on both engines ({len(portable)})"]
    for group in dict.fromkeys(o.group for o in portable):
        rows = [_row(_code(o.shown), "✓", "✓", "yes", o.note) for o in portable if o.group == group]
        parts.append("\n".join([f"### {group.capitalize()} ({len(rows)})", "", _HEAD, *rows]))
    rows = [_row(_code(o.shown), _code(o.duckdb), _code(o.spark), "**no**", o.rule) for o in unlike]
    parts.append("\n".join([f"## Not the same on both ({len(unlike)})", "", _HEAD, *rows]))
    return "\n\n".join(parts)


def with_tables(text: str, made: str) -> str:
    """The document with these tables between its two lines."""
    before, rest = text.split(START)
    after = rest.split(END)[1]
    return f"{before}{START}\n\n{made}\n\n{END}{after}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |"


def _code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    battery = runpy.run_path(str(Path(__file__).parents[1] / "conftest.py"))
    made = tables(battery["PORTABLE"], battery["UNLIKE"])
    DOCUMENT.write_text(with_tables(DOCUMENT.read_text(encoding="utf-8"), made), encoding="utf-8")
