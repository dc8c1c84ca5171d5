"""Record that a contract was dissolved."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine import contracts as engine
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import contracts
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def end_contract(
    *,
    actor: Actor,
    code: str,
    contract: str,
    ended_on: date,
    reason: str,
    number: str = "",
    evidence: Sequence[str] = (),
) -> str:
    """The parties ended ``contract`` on that day; gives the fact's code. The project stays in its cohort; ending the
    project itself is ``end_project``.

    Raises Refused when the actor may not work on the project, it has no such contract or it was ended already, no
    reason is given, a file is not kept, or the day is before the contract or ahead.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以登记该项目的合同")
    begun = contracts.contract_of(project, contract)
    wrong = checks.day("ended_on", ended_on, today=timezone.localdate())
    wrong += engine.later_faults(
        begun.happened_on, ended_on, contracts.ended_on(project, contract), field="ended_on"
    )
    wrong += checks.reason_given("reason", "解除原因", reason) + contracts.file_faults(evidence)
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = store.contract_fact(
            project, "ended", ended_on, contract=contract, number=number, evidence=evidence, note=reason
        )
        store.sign(book, project, "解除合同", fact)
        book.afterwards(lambda: contracts.ended_once(project, fact))
        refresh_projects(actor=actor, codes=[code])
    return fact.code
