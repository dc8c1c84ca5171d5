"""Answer what was asked about a project."""

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.selectors import opinions
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def give_opinion(*, actor: Actor, code: str, office: str = "", view: str, text: str) -> None:
    """An asked office (the actor's own when not said) agrees, agrees on conditions, or does not, in words that stay.

    Raises Refused when the office was not asked or answered already, the actor does not act for it, the view is
    none of the rulebook's, or nothing is said.
    """
    project = selectors.row_for(actor, code)
    answering = office or actor.home_office
    if not rights.may_answer(actor, answering):
        raise forbidden("projects.opinion-right", "只有被征求意见的单位可以答复")
    wrong = checks.coded("view", "意见", view, selectors.choices("views"))
    wrong += checks.reason_given("text", "意见内容", text) + opinions.not_waiting(project, answering)
    if wrong:
        raise Refused(*wrong)
    today = timezone.localdate()
    with recording(actor) as book:
        store.lock(project)
        if late := opinions.not_waiting(project, answering):
            raise Refused(*late)
        value = {"office": answering, "view": view, "text": text.strip()}
        book.fact(store.opinion_fact(project, "opinion", today, value))
        store.audit(book, project, "答复联审", {"view": [None, view]})
        store.contact_noted(project, today)
