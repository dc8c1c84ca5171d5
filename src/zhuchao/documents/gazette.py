"""Official documents (公文) as Word files by GB/T 9704-2012: a plain structure in, the bytes of a .docx out.

The same structure gives the same bytes, so that a checksum of the file can stand. Footnotes are Word's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhuchao.documents import gazette_layout as layout
from zhuchao.documents.gazette_notes import Notes
from zhuchao.documents.gazette_pack import packed


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``note`` is the footnote that hangs on its end, empty for none."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``level`` 0 is body text; 1 一、 2 （一） 3 1. 4 （1） are the four levels of headings."""

    runs: tuple[Run, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A plain table with its caption; ``widths`` in mm, even when not said."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows on pages of its own: 附件."""

    title: str
    blocks: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Gazette:
    """A document. ``number`` is the 发文字号, ``office`` and ``day`` sign it, ``imprint`` are lines of small print at
    its end (checksum, head of the ledger)."""

    title: str
    blocks: tuple[Paragraph | Table, ...]
    number: str = ""
    subtitle: str = ""
    office: str = ""
    day: date | None = None
    annexes: tuple[Annex, ...] = ()
    imprint: tuple[str, ...] = ()


def plain(text: str, level: int = 0) -> Paragraph:
    """A paragraph of one run without a note."""
    return Paragraph((Run(text),), level)


def chinese_day(day: date) -> str:
    """A day as the standard writes it: Arabic numerals, no zero before a single digit."""
    return f"{day.year}年{day.month}月{day.day}日"


def write(given: Gazette) -> bytes:
    """The .docx of a document: A4, 22 lines of 28 characters, page numbers on the outer side."""
    document = layout.blank(given.title)
    notes = Notes(document)
    layout.title(document, given.title, given.subtitle, given.number)
    _blocks(document, notes, given.blocks)
    if given.annexes:
        layout.annex_list(document, [a.title for a in given.annexes])
    if given.office or given.day:
        layout.signature(document, given.office, chinese_day(given.day) if given.day else "")
    if given.imprint:
        layout.imprint(document, given.imprint)
    for number, annex in enumerate(given.annexes, 1):
        layout.annex_title(document, number if len(given.annexes) > 1 else 0, annex.title)
        _blocks(document, notes, annex.blocks)
    notes.close()
    return packed(document)


def _blocks(document: layout.Document, notes: Notes, blocks: Sequence[Paragraph | Table]) -> None:
    for block in blocks:
        if isinstance(block, Table):
            layout.table(document, block.caption, block.headings, block.rows, block.widths)
            continue
        paragraph = layout.paragraph(document, block.level)
        for run in block.runs:
            layout.text(paragraph, run.text, block.level)
            if run.note:
                notes.hang(paragraph, run.note)
