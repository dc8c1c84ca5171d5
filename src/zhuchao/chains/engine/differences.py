"""What one version of a chain says otherwise than another, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.knowledge import Chain, Link

WHOLE, NEW, GONE, CHANGED = "全链", "新增", "删除", "修改"


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one link, or of the chain as a whole (``link`` empty); ``lines`` say it field by field."""

    link: str
    name: str
    kind: str
    lines: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {"link": self.link, "name": self.name, "kind": self.kind, "lines": list(self.lines)}


def differences(before: Chain, after: Chain) -> list[Difference]:
    """The whole first, then the links of ``after`` in their order, then those that are gone; empty for the same."""
    old, new = ({link.code: link for link in chain.links} for chain in (before, after))
    found = []
    if lines := tuple(_of_whole(before, after)):
        found.append(Difference("", after.name, WHOLE, lines))
    for code, link in new.items():
        was = old.get(code)
        if lines := tuple(_of_link(before, was, after, link)):
            found.append(Difference(code, link.name, CHANGED if was else NEW, lines))
    gone = [link for code, link in old.items() if code not in new]
    found += [Difference(x.code, x.name, GONE, (f"原有产品词：{_listed(x.make)}",)) for x in gone]
    return found


def _of_whole(before: Chain, after: Chain) -> Iterator[str]:
    for label, was, now in (("名称", before.name, after.name), ("概述", before.summary, after.summary)):
        if was != now:
            yield f"{label}由“{was or '空'}”改为“{now or '空'}”"
    yield from _words("共用词", before.shared, after.shared)


def _of_link(before: Chain, was: Link | None, after: Chain, now: Link) -> Iterator[str]:
    if was is None:
        yield f"位置：{now.stage}"
    else:
        for label, old, new in (("名称", was.name, now.name), ("位置", was.stage, now.stage)):
            if old != new:
                yield f"{label}由“{old}”改为“{new}”"
    if now.service != (was.service if was else False):
        yield "改为服务类环节" if now.service else "改为制造类环节"
    for field, label in LISTS.items():
        yield from _words(label, getattr(was, field) if was else (), getattr(now, field))
    for label, side in (("上游环节", Chain.upstream), ("下游环节", Chain.downstream)):
        old_names = _names(before, side(before, was.code)) if was else ()
        yield from _words(label, old_names, _names(after, side(after, now.code)))


def _names(chain: Chain, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(chain.link(code).name for code in codes)


def _words(label: str, was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    more, less = [w for w in now if w not in was], [w for w in was if w not in now]
    said = [f"增加{_listed(more)}"] if more else []
    said += [f"减少{_listed(less)}"] if less else []
    if said:
        yield f"{label}：{'；'.join(said)}"


def _listed(words: Sequence[str]) -> str:
    return f"“{'”“'.join(words)}”" if words else "无"
