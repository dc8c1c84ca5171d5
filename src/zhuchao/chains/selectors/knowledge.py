"""Chains of the rulebook as objects; an unknown code is a refusal a reader understands."""

import functools
import hashlib
from dataclasses import replace
from datetime import date

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.engine.knowledge import (
    PREFIX,
    Chain,
    Corrected,
    Link,
    chain_from_content,
    chain_from_rule,
)
from zhuchao.chains.engine.placement_patterns import (
    Cues,
    chain_prefilter,
    cleaning,
    company_patterns,
    cues_from_rules,
    patterns,
)
from zhuchao.chains.models import ChainVersion, PlacementCorrection
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

#: Of a correction: what it is about, and what it may say of a company and a link.
INDUSTRY, LINK = "industry", "link"
ON, OFF = "归入", "不归入"


def check_reader(actor: Actor) -> None:
    """Chains and what the registry says of them are open to staff.

    Raises Refused for enterprises and administrators.
    """
    if not actor.is_staff:
        raise forbidden("chains.staff-only", "产业链页面只对招商工作人员开放")


def chains(actor: Actor, on: date | None = None) -> list[Chain]:
    """The chains in force on the day (today when not said), by code.

    Raises Refused for whoever is not staff.
    """
    check_reader(actor)
    day = on or timezone.localdate()
    found = {each.code: each for each in _chains(day, rulebook.version())} | _published(day)
    said = _corrected(day)
    return [_with(each, said[code]) if code in said else each for code, each in found.items()]


def _with(found: Chain, said: tuple[Corrected, ...]) -> Chain:
    """The chain with what was said of its links; of a link it no longer has nothing holds."""
    links = {link.code for link in found.links}
    return replace(found, corrected=tuple(c for c in said if c.link in links))


def laid_down() -> tuple[Chain, ...]:
    """The chains of the rulebook today, whatever was published over them."""
    return _chains(timezone.localdate(), rulebook.version())


def _corrected(on: date) -> dict[str, tuple[Corrected, ...]]:
    """By chain what officers said by that day of companies and links; of each company and link the newest word holds."""
    rows = PlacementCorrection.objects.filter(kind=LINK, corrected_at__date__lte=on)
    held: dict[tuple[str, str], PlacementCorrection] = {}
    for row in rows:
        held.setdefault((row.subject, row.uscc), row)
    found: dict[str, list[Corrected]] = {}
    for (subject, uscc), row in sorted(held.items()):
        chain_code, _, link = subject.partition("/")
        why = f"{row.corrected_by}更正：{row.reason}"
        found.setdefault(chain_code, []).append(Corrected(link, uscc, row.chosen == ON, why))
    return {code: tuple(each) for code, each in found.items()}


def _published(on: date) -> dict[str, Chain]:
    """What the centre published, by code: of each chain the newest version in force on the day."""
    rows = ChainVersion.objects.filter(effective_on__lte=on).order_by("effective_on", "number")
    newest = {row[0]: row for row in rows.values_list("chain", "pk", "digest")}
    return {code: _version(pk, digest) for code, pk, digest in newest.values()}


@functools.lru_cache(maxsize=64)
def _version(pk: int, digest: str) -> Chain:
    return of_version(ChainVersion.objects.get(pk=pk))


def of_version(row: ChainVersion) -> Chain:
    """The chain a published row holds; its version is day and number: 2026-12-01#2."""
    label = f"{row.effective_on.isoformat()}#{row.number}"
    return chain_from_content(row.content, f"{row.name}第{row.number}版", label)


def chain(actor: Actor, code_or_name: str, on: date | None = None) -> Chain:
    """One chain by code or name.

    Raises Refused when there is none, or for whoever is not staff.
    """
    found = chains(actor, on)
    for each in found:
        if code_or_name in (each.code, each.name):
            return each
    names = "、".join(c.name for c in found)
    raise Refused(
        Refusal("chains.unknown", f"规则库没有产业链“{code_or_name}”", f"现有产业链：{names}。", "chain")
    )


def link_of(found: Chain, code_or_name: str) -> Link:
    """One link of a chain by code or name.

    Raises Refused when the chain has none.
    """
    try:
        return found.link(code_or_name)
    except KeyError:
        names = "、".join(each.name for each in found.links)
        raise Refused(
            Refusal(
                "chains.unknown-link",
                f"产业链“{found.name}”没有环节“{code_or_name}”",
                f"现有环节：{names}。",
                "link",
            )
        ) from None


@functools.lru_cache(maxsize=8)
def _chains(on: date, version: str) -> tuple[Chain, ...]:
    return tuple(chain_from_rule(rule) for rule in rulebook.rules_of(PREFIX, on=on))


def cues(on: date | None = None) -> Cues:
    """The words of placement in force."""
    return _cues(on or timezone.localdate(), rulebook.version())


@functools.lru_cache(maxsize=8)
def _cues(on: date, version: str) -> Cues:
    words = rulebook.rule("placement.cues", on=on)
    return cues_from_rules(words, rulebook.rule("placement.verdicts", on=on))


@functools.lru_cache(maxsize=64)
def placement_key(found: Chain, words: Cues) -> str:
    """What placements on a chain depend on besides the lake: every pattern and verdict, as a short digest."""
    parts = (
        makers_key(words),
        chain_prefilter(found),
        [(link.code, patterns(link, words)) for link in found.links],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@functools.lru_cache(maxsize=8)
def makers_key(words: Cues) -> str:
    """What the cleaned companies depend on besides the lake."""
    parts = cleaning(words), company_patterns(words), words.verdicts
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
