"""Record that a contract was amended."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine import contracts as engine
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import contracts, exits, money
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def amend_contract(
    *,
    actor: Actor,
    code: str,
    contract: str,
    signed_on: date,
    number: str = "",
    amount_wan: Decimal | None = None,
    currency: str = "CNY",
    amount_original: Decimal | None = None,
    rate: Decimal | None = None,
    title: str = "",
    note: str = "",
    evidence: Sequence[str] = (),
) -> str:
    """An amendment of ``contract`` was signed; ``amount_wan`` is the whole sum after it in 万元, nothing when the sum
    stays. Gives the fact's code. Earlier texts stay, so that figures can show the change.

    Raises Refused when the actor may not work on the project, it has no such contract or it was ended, the sum, file
    or day is wrong (before the contract, ahead), or the amendment's number is another contract's.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以登记该项目的合同")
    begun = contracts.contract_of(project, contract)
    worth, wrong = money.worth(amount_wan, currency, amount_original, rate)
    wrong += checks.day("signed_on", signed_on, today=timezone.localdate())
    wrong += engine.later_faults(begun.happened_on, signed_on, contracts.ended_on(project, contract))
    wrong += contracts.number_taken(actor, number, contract=contract) + contracts.file_faults(evidence)
    wrong += exits.ended_before(project, signed_on, "signed_on")
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = store.contract_fact(
            project,
            "amendment",
            signed_on,
            contract=contract,
            number=number,
            worth=worth,
            evidence=evidence,
            title=title,
            note=note,
        )
        store.sign(book, project, "登记补充协议", fact)
        book.afterwards(lambda: contracts.only_one(actor, fact))
        refresh_projects(actor=actor, codes=[code])
    return fact.code
