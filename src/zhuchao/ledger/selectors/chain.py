"""Does the chain hold? Names the first row that does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhuchao.ledger.engine.chain import GENESIS, SEATS, link_head, row_number
from zhuchao.ledger.engine.head import Head
from zhuchao.ledger.models import ChainLink
from zhuchao.ledger.selectors.head import head_on_file
from zhuchao.ledger.selectors.rows import ReadRow, along_the_chain, first_beyond
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import forbidden

_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rows`` read until the end or the first break; ``first_broken`` is ``table:number`` of a row or
    ``link:number`` of a transaction, None when all holds; ``reason`` a Chinese sentence."""

    ok: bool
    rows: int
    first_broken: str | None
    reason: str

    def as_dict(self) -> dict[str, object]:
        """The JSON shape of design.md §5."""
        return {"ok": self.ok, "rows": self.rows, "first_broken": self.first_broken, "reason": self.reason}


class _BreakError(Exception):
    def __init__(self, what: str, reason: str) -> None:
        super().__init__(reason)
        self.what = what
        self.reason = reason


class _Walk:
    """The rows along the chain with one row of foresight."""

    def __init__(self, rows: Iterator[ReadRow]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.read = 0

    def of_link(self, seq: int) -> list[ReadRow]:
        """The rows whose number lies in the link; one before it belongs to no link."""
        found: list[ReadRow] = []
        while self._next is not None and self._next.number < row_number(seq + 1, 0):
            row = self._next
            if not row.sound:
                raise _BreakError(row.id, "该行内容与其摘要不符，已被改动")
            if row.number < row_number(seq, 0):
                raise _BreakError(row.id, "该行不属于链上任何一环，是后来插入的")
            found.append(row)
            self.read += 1
            self._next = next(self._rows, None)
        return found

    def check_over(self) -> None:
        """Nothing may be left when the last link is read."""
        if self._next is not None:
            raise _BreakError(self._next.id, "该行不属于链上任何一环，是后来插入的")


def verify_chain(actor: Actor) -> Verdict:
    """Read every append-only row and every link in order. Open to all: it tells nothing but whether the
    records are whole. Writers may go on meanwhile; what they add is judged at the next call.
    """
    try:
        kept = head_on_file()
    except ValueError:
        return Verdict(False, 0, None, "链头文件无法读取，可能被改动；请用备份的链头核对")
    # The file is read first: it is never ahead of the database.
    last = ChainLink.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    walk = _Walk(along_the_chain(row_number(last, SEATS - 1)))
    try:
        newest = _links(walk, last, kept)
        walk.check_over()
        _end(newest, kept)
    except _BreakError as broken:
        return Verdict(False, walk.read, broken.what, broken.reason)
    return Verdict(True, walk.read, None, f"共{newest.seq}环、{newest.total}行，全部相符")


def verify_chain_for(actor: Actor) -> Verdict:
    """The same for somebody logged in: reading every row is work for the audit administrator only.

    Raises Refused when the actor is another.
    """
    if not actor.has(Role.AUDIT_ADMIN):
        raise forbidden("ledger.only-audit-admin", "核验记录链由审计管理员办理", "请联系审计管理员。")
    return verify_chain(actor)


def chain_length() -> int:
    """How many rows the newest link counts along the whole chain; 0 before the first."""
    return ChainLink.objects.order_by("-seq").values_list("total", flat=True).first() or 0


def _links(walk: _Walk, last: int, kept: Head | None) -> Head:
    so_far = Head(0, GENESIS, 0)
    for link in _stored_links(last):
        if link.seq != so_far.seq + 1:
            raise _BreakError(f"link:{so_far.seq + 1}", f"缺第{so_far.seq + 1}环")
        rows = walk.of_link(link.seq)
        _check_places(link, rows)
        so_far = _check_link(link, rows, so_far)
        if kept is not None and kept.seq == so_far.seq and kept.head != so_far.head:
            raise _BreakError(f"link:{kept.seq}", f"第{kept.seq}环与库外链头文件不符，链可能被整体改写")
    return so_far


def _stored_links(last: int) -> Iterator[ChainLink]:
    after = 0
    while True:
        rest = ChainLink.objects.filter(seq__gt=after, seq__lte=last).order_by("seq")
        try:
            page = list(rest[:_PAGE])
        except Exception:  # a tampered value may break any converter of the database
            yield from _one_by_one(list(rest.values_list("seq", flat=True)[:_PAGE]))
            return
        if not page:
            return
        yield from page
        after = page[-1].seq


def _one_by_one(numbers: list[int]) -> Iterator[ChainLink]:
    for seq in numbers:
        try:
            yield ChainLink.objects.get(seq=seq)
        except Exception as error:  # see above
            raise _BreakError(f"link:{seq}", f"第{seq}环无法读取，已被改动") from error


def _check_places(link: ChainLink, rows: list[ReadRow]) -> None:
    for place in range(max(len(rows), link.rows)):
        wanted = row_number(link.seq, place)
        here = rows[place] if place < len(rows) else None
        if place >= link.rows and here is not None:
            raise _BreakError(here.id, f"第{link.seq}环只有{link.rows}行，该行是后来插入的")
        if here is None or here.number > wanted:
            raise _BreakError(
                f"link:{link.seq}", f"第{link.seq}环缺第{place + 1}行（编号{wanted}），已被删除"
            )
        if here.number < wanted:
            raise _BreakError(here.id, "该行与另一行占用同一编号，是后来插入的")


def _check_link(link: ChainLink, rows: list[ReadRow], before: Head) -> Head:
    total = before.total + len(rows)
    head = link_head(
        seq=link.seq, at=link.at, total=total, previous=before.head, digests=[r.digest for r in rows]
    )
    if (link.total, link.previous, link.head) != (total, before.head, head):
        raise _BreakError(f"link:{link.seq}", f"第{link.seq}环的记载与其行不符，该环或其行的摘要被改动")
    return Head(link.seq, head, total)


def _end(newest: Head, kept: Head | None) -> None:
    if kept is not None and kept.seq > newest.seq:
        lost = kept.total - newest.total
        raise _BreakError(
            f"link:{newest.seq + 1}",
            f"链尾缺失：库外链头为第{kept.seq}环，库中止于第{newest.seq}环，缺{lost}行",
        )
    if kept is None and newest.seq > 1:
        raise _BreakError(f"link:{newest.seq}", "库外链头文件缺失，无法证明链尾未被截断")
    beyond = first_beyond(row_number(newest.seq, SEATS - 1))
    if beyond is not None and not ChainLink.objects.filter(seq=beyond.number // SEATS).exists():
        raise _BreakError(beyond.id, "该行之后没有对应的环，环已被删除或该行是后来插入的")
