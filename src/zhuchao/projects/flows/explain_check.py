"""Answer a finding of a check."""

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.models import OpinionFact
from zhuchao.projects.selectors import padding
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def explain_check(*, actor: Actor, code: str, check: str, text: str) -> None:
    """Say in at most 400 characters how it came about. The finding stays, with the explanation beside it.

    Raises Refused when the actor may not work on the project, the check is none of the rulebook's, it finds nothing in
    the project, or nothing is said.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_help(actor, project.office_code, selectors.assisting(project)):
        raise forbidden("projects.owner-only", "只有牵头或协助单位可以说明该项目的核对提示")
    names = padding.checks()
    wrong = checks.coded("check", "核对事项", check, names) + checks.reason_given("text", "说明", text)
    if not wrong and check not in {f.check for f in padding.findings_of(actor, code)}:
        reason = f"该项目现在没有“{names[check]}”的提示"
        wrong = [Refusal("projects.no-finding", reason, "请刷新项目页面，按现有提示说明。", "check")]
    if wrong:
        raise Refused(*wrong)
    today = timezone.localdate()
    with recording(actor) as book:
        book.fact(
            OpinionFact(
                subject=project.code,
                what=padding.EXPLANATION,
                happened_on=today,
                office_code=project.office_code,
                value={"check": check, "text": text.strip()},
            )
        )
        store.audit(book, project, "说明核对提示", {"check": [None, check], "text": [None, text.strip()]})
