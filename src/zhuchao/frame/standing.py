"""What is thought of a fact, in the same words and colours wherever it stands."""

from datetime import datetime
from typing import Protocol

from django.utils import timezone

from zhuchao.frame.marks import Tag
from zhuchao.terms.standing import STANDINGS

#: A fact in dispute puts what rests on it at risk; a voided one is out of the count, like one nobody has looked at.
_TONES = {"claimed": "grey", "verified": "green", "disputed": "amber", "voided": "grey"}
_WHY = {"verified": "核实说明", "disputed": "存疑理由", "voided": "作废理由"}


class Thought(Protocol):
    """A fact with what is thought of it now, since when, by whom and why."""

    @property
    def standing(self) -> str: ...
    @property
    def judged_at(self) -> datetime: ...
    @property
    def judged_by(self) -> str: ...
    @property
    def judged_reason(self) -> str: ...


def standing_tag(state: str) -> Tag:
    """The state of a fact as a tag."""
    return Tag(STANDINGS.get(state, state), _TONES.get(state, "grey"))


def why(fact: Thought) -> str:
    """Why the fact stands as it does; who and when is said here unless a line of its dates says it (核实)."""
    if fact.standing not in _WHY or not fact.judged_reason:
        return ""
    said = f"{_WHY[fact.standing]}：{fact.judged_reason}"
    if fact.standing == "verified":
        return said
    return f"{said}（{fact.judged_by}，{timezone.localdate(fact.judged_at)}）"
