"""Score a project before it is signed, by the published card."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.selectors import screening
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def screen_project(
    *,
    actor: Actor,
    code: str,
    judged: Mapping[str, Decimal],
    ticked: Collection[str] = (),
    paid: Sequence[Decimal] = (),
    note: str = "",
    happened_on: date | None = None,
    version: int | None = None,
) -> str:
    """Keep the score by the scorecard of the day with its reasons, the vetoes and the fiscal cash flow; gives the fact's
    code.

    ``judged`` are the committee's marks in per cent, ``ticked`` the vetoes it found, ``paid`` what the public would
    pay in each year (万元). A later score stands beside the earlier ones. Raises Refused when the actor may not work
    on the project, a mark is no share, a code is none of the rulebook's, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以登记项目评分")
    today = timezone.localdate()
    day = happened_on or today
    wrong = checks.day("happened_on", day, today=today)
    wrong += screening.faults(judged=judged, ticked=ticked, paid=paid, on=day)
    if wrong:
        raise Refused(*wrong)
    working = screening.worked(project, judged=judged, ticked=ticked, paid=paid, on=day)
    if version is not None:
        project.version = version
    with recording(actor) as book:
        grade = screening.grade_of(project, on=day)
        store.act(
            book,
            project,
            "项目评分",
            on=day,
            changes={"score": [project.score, working["total"]], "grade": [project.grade, grade]},
            score=Decimal(str(working["total"])),
            grade=grade,
        )
        value = working | ({"note": note.strip()} if note.strip() else {})
        fact = book.fact(store.opinion_fact(project, "score", day, value))
        if grade:
            book.fact(store.field_fact(project, "grade", day, grade))
    return fact
