"""The joint review (联审): what offices were asked and said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.engagements.selectors import office_names
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.models import OpinionFact, Project
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.projects.selectors.whole import Whole, whole
from zhuchao.rulebook import workdays
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an office was asked and said. ``state``: 待答复, 逾期未答复 or the view in words."""

    office: str
    office_name: str
    asked_on: date
    due: date
    question: str
    state: str
    text: str
    answered_on: date | None
    by: str


def opinion_due(asked_on: date) -> date:
    """The last day in time of an answer."""
    return workdays.after(asked_on, int(str(rulebook.rule("projects.opinion-days", on=asked_on).value)))


def _opinion_facts(codes: Collection[str]) -> list[OpinionFact]:
    found = known_facts(SYSTEM, OpinionFact).filter(subject__in=codes, what__in=("asked", "opinion"))
    return list(found.order_by("recorded_at", "id"))


def _paired(facts: Sequence[OpinionFact]) -> list[tuple[OpinionFact, OpinionFact | None]]:
    """Each question with the first answer of that office after it."""
    pairs: list[tuple[OpinionFact, OpinionFact | None]] = []
    for fact in facts:
        if fact.what == "asked":
            pairs.append((fact, None))
            continue
        for place, (asked, answer) in enumerate(pairs):
            same = (asked.subject, asked.value["office"]) == (fact.subject, fact.value["office"])
            if same and answer is None:
                pairs[place] = (asked, fact)
                break
    return pairs


def already_asked(project: Project, offices: Collection[str]) -> list[Refusal]:
    """Offices whose answer is still awaited."""
    names = office_names(offices)
    waiting = {a.value["office"] for a, answer in _paired(_opinion_facts([project.code])) if answer is None}
    return [
        Refusal(
            "projects.asked",
            f"“{names.get(office, office)}”已被征求意见，尚未答复",
            "请先催办，答复后再次征求。",
            "offices",
        )
        for office in offices
        if office in waiting
    ]


def not_waiting(project: Project, office: str) -> list[Refusal]:
    """Why the office cannot answer: nobody waits for it."""
    waiting = {a.value["office"] for a, answer in _paired(_opinion_facts([project.code])) if answer is None}
    if office in waiting:
        return []
    return [
        Refusal("projects.not-asked", "没有等待本单位答复的联审", "如有意见，请联系牵头单位发起。", "office")
    ]


def opinions(actor: Actor, code: str) -> list[Opinion]:
    """What offices were asked about the project and said, the newest question first.

    Raises Refused when the actor may not see the project.
    """
    return opinions_of(whole(actor, code, (OpinionFact,)))


def opinions_of(its: Whole) -> list[Opinion]:
    """The same of a project that was read already."""
    today, views = timezone.localdate(), rules.choices("views")
    told = [f for f in its.standing(OpinionFact) if f.what in ("asked", "opinion")]
    pairs, names = _paired(sorted(told, key=lambda f: (f.recorded_at, f.id))), its.offices
    found = []
    for asked, answer in pairs:
        due = date.fromisoformat(asked.value["due"])
        waiting = "逾期未答复" if due < today else "待答复"
        office = asked.value["office"]
        found.append(
            Opinion(
                office,
                names.get(office, office),
                asked.happened_on,
                due,
                asked.value["text"],
                views.get(answer.value["view"], answer.value["view"]) if answer else waiting,
                answer.value["text"] if answer else "",
                answer.happened_on if answer else None,
                answer.actor_name if answer else "",
            )
        )
    return found[::-1]


def waiting_opinions(actor: Actor) -> list[tuple[str, str, date]]:
    """Projects whose question waits for the actor's office: code, name, last day in time."""
    projects = dict(
        projects_visible_to(actor).filter(offices__office_code=actor.home_office).values_list("code", "name")
    )
    return [
        (asked.subject, projects[asked.subject], date.fromisoformat(asked.value["due"]))
        for asked, answer in _paired(_opinion_facts(list(projects)))
        if answer is None and asked.value["office"] == actor.home_office
    ]
