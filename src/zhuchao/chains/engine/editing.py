"""What an office changes of a chain: one link at a time, or the name, summary and shared words of the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from zhuchao.chains.engine.knowledge import BASIS_NAMES, STAGES, Basis, Chain, Edge, Link
from zhuchao.terms.refusal import Refusal, Refused

_OWN = "own"
_NEIGHBOURS = ("upstream", "downstream")


@dataclass(frozen=True, slots=True)
class LinkChange:
    """What is said anew of a link; None leaves it as it is. ``upstream`` and ``downstream`` name links by code or name."""

    name: str | None = None
    stage: str | None = None
    service: bool | None = None
    gb: Sequence[str] | None = None
    make: Sequence[str] | None = None
    process: Sequence[str] | None = None
    loose: Sequence[str] | None = None
    name_words: Sequence[str] | None = None
    hint_words: Sequence[str] | None = None
    exclude: Sequence[str] | None = None
    sw: Sequence[str] | None = None
    upstream: Sequence[str] | None = None
    downstream: Sequence[str] | None = None


def own_code(used: Iterable[str]) -> str:
    """A code for a chain or link an office adds: own1, own2 ..., one more than any ever used."""
    numbers = [int(c[len(_OWN) :]) for c in used if c.startswith(_OWN) and c[len(_OWN) :].isdigit()]
    return f"{_OWN}{max(numbers, default=0) + 1}"


def empty_chain(code: str, name: str, summary: str = "") -> Chain:
    """A chain without links yet."""
    return Chain(code, name.strip(), summary.strip(), (), ())


def headed(
    chain: Chain, name: str | None = None, summary: str | None = None, shared: Sequence[str] | None = None
) -> Chain:
    """The chain under another name or summary, or with other words declared to stand on two links."""
    return replace(
        chain,
        name=chain.name if name is None else name.strip(),
        summary=chain.summary if summary is None else summary.strip(),
        shared=chain.shared if shared is None else tidy(shared),
    )


def changed(chain: Chain, code: str, change: LinkChange) -> Chain:
    """The chain with one link said anew.

    Raises Refused when a neighbour named is no link of the chain.
    """
    its = _said(chain.link(code), change)
    links = tuple(its if link.code == code else link for link in chain.links)
    return _joined(replace(chain, links=links), code, change)


def added(chain: Chain, code: str, change: LinkChange) -> Chain:
    """The chain with one more link, behind the last of its stage. Raises Refused as ``changed``."""
    new = _said(Link(code, "", STAGES[0], (), ()), change)
    place = STAGES.index(new.stage) if new.stage in STAGES else len(STAGES)
    before = [n for n, link in enumerate(chain.links, 1) if STAGES.index(link.stage) <= place]
    at = max(before, default=0)
    links = (*chain.links[:at], new, *chain.links[at:])
    return _joined(replace(chain, links=links), code, change)


def dropped(chain: Chain, code: str) -> Chain:
    """The chain without the link and whatever flowed to and from it."""
    return replace(
        chain,
        links=tuple(link for link in chain.links if link.code != code),
        edges=tuple(e for e in chain.edges if code not in (e.source, e.target)),
    )


def restored(chain: Chain, base: Chain, code: str) -> Chain:
    """The chain with a link of ``base`` that was taken out, at its place and with what flowed to and from it and links
    still there.

    Raises Refused when it was not taken out, or ``base`` has no such link.
    """
    here = {link.code for link in chain.links}
    order = [link.code for link in base.links]
    if code in here or code not in order:
        said = f"环节“{code}”还在草稿中" if code in here else f"所据版本没有环节“{code}”"
        raise Refused(Refusal("chains.restore", said, "只有从所据版本中删除的环节可以恢复。", "link"))
    before = [each for each in order[: order.index(code)] if each in here]
    at = [link.code for link in chain.links].index(before[-1]) + 1 if before else 0
    own = [e for e in chain.edges if e not in base.edges]
    flows = [
        e
        for e in base.edges
        if e in chain.edges or (code in (e.source, e.target) and {e.source, e.target} <= here | {code})
    ]
    return replace(
        chain,
        links=(*chain.links[:at], base.link(code), *chain.links[at:]),
        edges=(*flows, *own),
    )


def tidy(words: Iterable[str]) -> tuple[str, ...]:
    """Words without blanks at their ends, each once, in their order."""
    return tuple(dict.fromkeys(w for word in words if (w := word.strip())))


def _said(link: Link, change: LinkChange) -> Link:
    said: dict[str, object] = {}
    for field in fields(change):
        value = getattr(change, field.name)
        if value is None or field.name in _NEIGHBOURS:
            continue
        if isinstance(value, str):
            said[field.name] = value.strip()
        else:
            said[field.name] = value if isinstance(value, bool) else tidy(value)
    return replace(link, **said)  # type: ignore[arg-type]


def _joined(chain: Chain, code: str, change: LinkChange) -> Chain:
    for field, named in (("upstream", change.upstream), ("downstream", change.downstream)):
        if named is not None:
            chain = _fed(chain, code, field, [_neighbour(chain, code, n, field) for n in tidy(named)])
    return chain


def _neighbour(chain: Chain, code: str, named: str, field: str) -> str:
    try:
        return chain.link(named).code
    except KeyError:
        label = "上游环节" if field == "upstream" else "下游环节"
        raise Refused(
            Refusal(
                "chains.neighbour",
                f"环节“{chain.link(code).name}”的{label}“{named}”不在本链的环节中",
                "请填写本链已有环节的名称或代码；新环节请先增加。",
                field,
            )
        ) from None


def _fed(chain: Chain, code: str, field: str, wanted: Sequence[str]) -> Chain:
    """The chain whose link has just these neighbours on one side. What stays keeps its ground; what is new rests on
    the judgement of whoever said it."""

    def other(edge: Edge) -> str | None:
        near, far = (edge.target, edge.source) if field == "upstream" else (edge.source, edge.target)
        return far if near == code else None

    kept = [e for e in chain.edges if other(e) is None or other(e) in wanted]
    there = {other(e) for e in kept}
    for far in wanted:
        if far not in there:
            ends = (far, code) if field == "upstream" else (code, far)
            kept.append(Edge(*ends, Basis.EXPERT, BASIS_NAMES[Basis.EXPERT]))
    return replace(chain, edges=tuple(dict.fromkeys(kept)))
