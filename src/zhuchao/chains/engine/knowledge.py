"""What an industry chain is: links, the words that place a company on them, and what flows from link to link.

Chains are entries of the rulebook (``chains.<code>``); this module turns an entry's value into frozen objects.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from zhuchao.terms.source import Rule

STAGES: tuple[str, ...] = ("上游", "中游", "下游")
PREFIX = "chains."


class ChainError(Exception):
    """The entry of a chain is malformed; the message says which chain and what."""


class Basis(StrEnum):
    """On what the claim rests that one link feeds another."""

    GBT = "gbt"
    IO = "io"
    EXPERT = "expert"


BASIS_NAMES: dict[Basis, str] = {
    Basis.GBT: "GB/T 4754-2017 类目说明",
    Basis.IO: "2020年全国投入产出表（153部门）直接消耗系数",
    Basis.EXPERT: "专家判断，待核",
}


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Direct input coefficient: output of ``supplier`` used per unit of output of ``user`` (sector codes)."""

    supplier: str
    user: str
    value: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Material, equipment or service flows from link ``source`` (upstream) to link ``target`` (downstream).

    ``cite`` is what a reader sees. For basis gbt ``gb`` and ``phrase`` name the class and the words of its
    description; for basis io ``coefficient`` holds the figure. ``cycle`` marks an edge that runs back up the
    chain on purpose (waste recycled into raw material).
    """

    source: str
    target: str
    basis: Basis
    cite: str
    gb: str = ""
    phrase: str = ""
    coefficient: Coefficient | None = None
    cycle: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One 环节 of a chain and the words that place a company on it.

    ``make`` are product words, ``process`` words that are a making by themselves (坯布织造), ``loose`` product
    words that count only when the name speaks of the link too, ``name_words`` words in a company's name,
    ``hint_words`` words in a name that fit the link and others too (信息科技): they let loose words count, but less.
    ``exclude`` are phrases that look alike and are not meant. ``service`` is True where doing replaces making.
    ``sw`` are the Shenwan 2021 industries (level 2 or 3) a listed company of this link may have.
    """

    code: str
    name: str
    stage: str
    gb: tuple[str, ...]
    make: tuple[str, ...]
    process: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    name_words: tuple[str, ...] = ()
    hint_words: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    service: bool = False
    sw: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word in a scope that can speak of the link."""
        return self.make + self.process + self.loose


@dataclass(frozen=True, slots=True)
class Corrected:
    """An officer's word on one company and one link: it stands there (``on``) or does not; ``why`` says who and why."""

    link: str
    uscc: str
    on: bool
    why: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An industry chain with its links in order from upstream to downstream.

    ``shared`` are words that stand on two links on purpose. ``version`` is the first day of the entry read.
    ``corrected`` is what officers said of companies; it is no part of the chain's content.
    """

    code: str
    name: str
    summary: str
    links: tuple[Link, ...]
    edges: tuple[Edge, ...]
    shared: tuple[str, ...] = ()
    version: str = ""
    corrected: tuple[Corrected, ...] = field(default=(), compare=False)

    def link(self, code_or_name: str) -> Link:
        """The link of that code or name.

        Raises KeyError when the chain has none.
        """
        for link in self.links:
            if code_or_name in (link.code, link.name):
                return link
        raise KeyError(f"产业链“{self.name}”没有环节“{code_or_name}”")

    def upstream(self, code: str) -> tuple[str, ...]:
        """Codes of the links that feed this one, in the order of the chain."""
        feeding = {e.source for e in self.edges if e.target == code}
        return tuple(link.code for link in self.links if link.code in feeding)

    def downstream(self, code: str) -> tuple[str, ...]:
        """Codes of the links this one feeds, in the order of the chain."""
        fed = {e.target for e in self.edges if e.source == code}
        return tuple(link.code for link in self.links if link.code in fed)

    def shown(self, link: Link) -> dict[str, object]:
        """A link with its neighbours, JSON-ready: the shape of ``zhuchao chains show --json``."""
        return {
            "code": link.code,
            "name": link.name,
            "gb_codes": list(link.gb),
            "upstream": list(self.upstream(link.code)),
            "downstream": list(self.downstream(link.code)),
        }


def chain_from_rule(rule: Rule) -> Chain:
    """The chain an entry of the rulebook lays down.

    Raises ChainError when a field is missing, a link is named twice or an edge leads nowhere.
    """
    return chain_from_content(rule.value, rule.id, rule.since.isoformat())


def chain_from_content(content: object, where: str, version: str) -> Chain:
    """The chain of an entry's value, or of a version an office published: both have one shape.

    ``where`` names it in an error. Raises ChainError as ``chain_from_rule``.
    """
    value = _mapping(content, where)
    try:
        links = tuple(_link(_mapping(raw, where)) for raw in _sequence(value["links"]))
        edges = tuple(_edge(_mapping(raw, where)) for raw in _sequence(value["edges"]))
        chain = Chain(
            code=str(value["code"]),
            name=str(value["name"]),
            summary=str(value["summary"]),
            links=links,
            edges=edges,
            shared=_words(value.get("shared")),
            version=version,
        )
    except (KeyError, ValueError) as error:
        raise ChainError(f"产业链条目 {where} 不完整：{error}") from error
    _check(chain, where)
    return chain


def find_chain(chains: Iterable[Chain], code_or_name: str) -> Chain:
    """The chain of that code or name.

    Raises KeyError when there is none.
    """
    for chain in chains:
        if code_or_name in (chain.code, chain.name):
            return chain
    raise KeyError(f"规则库没有产业链“{code_or_name}”")


def _link(raw: Mapping[str, object]) -> Link:
    stage = str(raw["stage"])
    if stage not in STAGES:
        raise ValueError(f"环节 {raw['code']} 的位置“{stage}”应为{'、'.join(STAGES)}之一")
    return Link(
        code=str(raw["code"]),
        name=str(raw["name"]),
        stage=stage,
        gb=_words(raw["gb"]),
        make=_words(raw["make"]),
        process=_words(raw.get("process")),
        loose=_words(raw.get("loose")),
        name_words=_words(raw.get("name_words")),
        hint_words=_words(raw.get("hint_words")),
        exclude=_words(raw.get("exclude")),
        service=bool(raw.get("service", False)),
        sw=_words(raw["sw"]),
    )


def _edge(raw: Mapping[str, object]) -> Edge:
    basis = Basis(str(raw["basis"]))
    coefficient = None
    if basis is Basis.IO:
        supplier, user, value = _sequence(raw["io"])
        coefficient = Coefficient(str(supplier), str(user), float(str(value)))
        cite = f"{BASIS_NAMES[basis]}：{supplier}→{user}，{coefficient.value:.4f}"
    elif basis is Basis.GBT:
        cite = f"{BASIS_NAMES[basis]} {raw['gb']}：“{raw['phrase']}”"
    else:
        cite = BASIS_NAMES[basis]
    return Edge(
        source=str(raw["from"]),
        target=str(raw["to"]),
        basis=basis,
        cite=cite,
        gb=str(raw.get("gb", "")),
        phrase=str(raw.get("phrase", "")),
        coefficient=coefficient,
        cycle=bool(raw.get("cycle", False)),
    )


def _check(chain: Chain, rule_id: str) -> None:
    codes = [link.code for link in chain.links]
    twice = {c for c in codes if codes.count(c) > 1}
    if twice:
        raise ChainError(f"产业链条目 {rule_id} 的环节代码重复：{'、'.join(sorted(twice))}")
    for edge in chain.edges:
        if missing := {edge.source, edge.target} - set(codes):
            raise ChainError(
                f"产业链条目 {rule_id} 的上下游关系指向不存在的环节：{'、'.join(sorted(missing))}"
            )


def _mapping(raw: object, where: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise ChainError(f"产业链条目 {where} 的结构有误：应为键值，现为 {raw!r}")
    return cast("Mapping[str, object]", raw)


def _sequence(raw: object) -> Sequence[object]:
    if not isinstance(raw, list):
        raise ValueError(f"应为列表，现为 {raw!r}")
    return raw


def _words(raw: object) -> tuple[str, ...]:
    return tuple(str(word) for word in _sequence(raw)) if raw else ()
