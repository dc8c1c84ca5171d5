"""What a fact of a lead says, in words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from zhuchao.engagements.engine.origins import FEED_BACK_TO
from zhuchao.engagements.models import LeadEvent, LeadFact
from zhuchao.rulebook import regions


class Words(NamedTuple):
    """Codes and what they are called."""

    sources: Mapping[str, str]
    verdicts: Mapping[str, str]
    outcomes: Mapping[str, str]
    offices: Mapping[str, str]


def offices_named(facts: Iterable[LeadFact]) -> set[str]:
    """Codes of the offices that the values of facts name."""
    return {office for fact in facts for office in fact.value.get("split", {})}


def text(fact: LeadFact, words: Words) -> str:
    """One line: what the event added, then what was written to it."""
    value = fact.value
    parts = _coded(fact, words)
    if fact.what == LeadEvent.OPENED:
        parts.append(f"首次答复期限 {value['due']}")
    if fact.what == LeadEvent.EXPERTS:
        parts.append(f"研判期限改为 {value['judge_due']}")
    if fact.what == LeadEvent.INTEREST:
        parts.append("与该企业有利益关系" if value.get("has") else "与该企业没有利益关系")
    if fact.what == LeadEvent.RELEASED:
        parts.append(f"{value['idle_days']} 天没有报告")
    parts += [value[key] for key in ("note", "reason") if value.get(key)]
    if fact.what == LeadEvent.REPORTED:
        parts.append(f"下次报告期限 {value['report_due']}")
    return "；".join(parts)


def _coded(fact: LeadFact, words: Words) -> list[str]:
    value = fact.value
    parts = [
        named.get(value[key], value[key])
        for key, named in (
            ("source", words.sources),
            ("verdict", words.verdicts),
            ("outcome", words.outcomes),
        )
        if value.get(key)
    ]
    if value.get("source_place"):
        parts.append(f"来自{regions.full_name(value['source_place'])}")
    if value.get("to"):
        parts.append(f"反馈{FEED_BACK_TO.get(value['to'], value['to'])}")
    if value.get("passes"):
        parts.append("引荐给对方")
    if split := value.get("split"):
        shown = (f"{words.offices.get(office, office)} {percent}%" for office, percent in split.items())
        parts.append(f"份额：{'、'.join(shown)}")
    return parts
