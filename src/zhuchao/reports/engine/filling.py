"""A template filled: paragraphs of spans, each number still tied to its figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.reports.engine.template import BRACES, Blank, Template
from zhuchao.terms.figure import UNVERIFIABLE, Figure


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked. ``threshold`` in 亿元; the window is the days of signing that B14 names;
    ``mandate`` is where the mandate began, the start of the period when that lies before it."""

    period_from: date
    as_of: date
    threshold: str
    window_from: date
    window_to: date
    mandate: date


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph; ``blank`` is the key of the blank it fills, empty for the template's own words."""

    text: str
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A filled paragraph."""

    level: int
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """Its words in one piece."""
        return "".join(span.text for span in self.spans)


def day_words(day: date) -> str:
    """2026年10月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def parameter_words(blank: Blank, asked: Question) -> str:
    """A parameter of the report as the text says it."""
    if blank.parameter == "from":
        return day_words(asked.period_from)
    if blank.parameter == "mandate":
        return day_words(asked.mandate)
    if blank.parameter == "as_of":
        return day_words(asked.as_of)
    if blank.parameter == "threshold":
        return f"{asked.threshold}亿元"
    return f"{day_words(asked.window_from)}至{day_words(asked.window_to)}"


def missing_book(blank: Blank) -> str:
    """What stands where the record book does not exist yet."""
    return f"{UNVERIFIABLE}（{blank.book}尚未建立）"


def figure_words(blank: Blank, figure: Figure, names: Sequence[str] = ()) -> str:
    """A figure as the text says it: the number with its unit, or the first names and how many there are."""
    if figure.value is None:
        return figure.printed()
    if blank.show != "names":
        return f"{_number(figure.value)}{'%' if figure.unit == '%' else blank.unit or figure.unit}"
    if not figure.rows:
        return f"（期间内没有{blank.name}的记录）"
    total = len(figure.rows)
    shown = "、".join(names[: blank.most]) or "（名称不公开）"
    return f"{shown}等{total}{blank.counter}" if total > 1 else shown


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def lines(template: Template, words: Mapping[str, str]) -> tuple[Line, ...]:
    """The paragraphs with their blanks filled. Raises KeyError for a blank without words."""
    return tuple(Line(level, _spans(text, words)) for level, text in template.paragraphs)


def _spans(text: str, words: Mapping[str, str]) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for hit in BRACES.finditer(text):
        if hit.start() > at:
            found.append(Span(text[at : hit.start()]))
        found.append(Span(words[hit[1]], hit[1]))
        at = hit.end()
    if at < len(text):
        found.append(Span(text[at:]))
    return tuple(found)


def length(filled: Sequence[Line]) -> int:
    """Characters without spaces, as the limit on the length of documents counts them (领域参考资料 D13)."""
    return sum(len("".join(line.text.split())) for line in filled)
