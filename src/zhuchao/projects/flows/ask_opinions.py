"""Ask departments what stands against a project before it is signed (联审)."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import opinions
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def ask_opinions(*, actor: Actor, code: str, offices: Sequence[str], question: str) -> None:
    """The offices see the project and have a number of working days to answer (rulebook projects.opinion-days); who
    does not is shown as not having answered.

    Raises Refused when the actor may not work on the project, nothing is asked, an office does not stand, or it
    is asked already and has not answered.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以发起联审")
    wrong = [fault for office in offices for fault in selectors.office_faults(office)]
    if not offices:
        wrong.append(Refusal("projects.offices", "没有选择征求意见的单位", "请至少选择一个单位。", "offices"))
    if not question.strip():
        wrong.append(
            Refusal("projects.question", "没有写明征求意见的内容", "请写明请对方判断什么。", "question")
        )
    wrong += opinions.already_asked(project, offices)
    if wrong:
        raise Refused(*wrong)
    today = timezone.localdate()
    with recording(actor) as book:
        for office in dict.fromkeys(offices):
            value = {
                "office": office,
                "due": opinions.opinion_due(today).isoformat(),
                "text": question.strip(),
            }
            book.fact(store.opinion_fact(project, "asked", today, value))
            store.let_see(project, office, role="review")
        store.audit(book, project, "发起联审", {"offices": [None, list(offices)]})
        store.contact_noted(project, today)
