"""The hand-over certificate (domain.md S105): frozen text and its checksum."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as it is printed; ``moved`` is False when it was settled before the second signature."""

    label: str
    code: str
    title: str
    since: date
    due: date | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side: office, post and whoever signed; ``signed_at`` in local time, None when by order."""

    office: str
    post: str
    person: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the certificate says."""

    number: str
    kind: str
    document: str
    moved_at: datetime
    giver: Side
    taker: Side
    lines: Sequence[Line]


def text(sheet: Sheet) -> str:
    """The certificate as plain text, one statement a line."""
    rows = [
        f"职责交接证书 {sheet.number}",
        f"交接事由：{sheet.kind}",
        f"依据：{sheet.document or '岗位交接'}",
        f"移交方：{_side(sheet.giver)}",
        f"接收方：{_side(sheet.taker)}",
        f"移交时间：{_moment(sheet.moved_at)}",
        f"所列职责共 {len(sheet.lines)} 项，移交 {sum(line.moved for line in sheet.lines)} 项：",
        *(f"{i}. {_line(line)}" for i, line in enumerate(sheet.lines, 1)),
        "接收方自移交时起承担上列职责，不因机构调整、人员变动而免除。",
    ]
    return "\n".join(rows)


def checksum(frozen: str) -> str:
    """Sha-256 of the frozen text."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def _side(side: Side) -> str:
    who = f"{side.office}{side.post}"
    if side.signed_at is None:
        return f"{who}（依文件移交）"
    return f"{who} {side.person} {_moment(side.signed_at)} 签字"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def _line(line: Line) -> str:
    due = f"，期限 {line.due}" if line.due else "，无期限"
    end = "" if line.moved else "（签字前已了结，不移交）"
    return f"〔{line.label} {line.code}〕{line.title}，始于 {line.since}{due}{end}"
