"""Record a signed contract, framework or letter of intent."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine import contracts as engine
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.selectors import contracts, exits, money, signings
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def record_contract(
    *,
    actor: Actor,
    code: str,
    what: str,
    number: str,
    amount_wan: Decimal | None,
    signed_on: date,
    currency: str = "CNY",
    amount_original: Decimal | None = None,
    rate: Decimal | None = None,
    event_code: str = "",
    title: str = "",
    note: str = "",
    evidence: Sequence[str] = (),
) -> str:
    """A text that begins a contract: ``what`` is formal, framework or intent; gives its fact's code, which names the
    contract. ``amount_wan`` in 万元; a foreign sum is ``amount_original`` (in ten thousands) at ``rate``, the yuan of the
    contract's day. A second formal contract is a contract of its own; the project's first one stays the first.

    Raises Refused when the actor may not work on the project, the kind, sum, rate, file or day is wrong, the number
    is taken in the district, the ceremony is none, or the project was ended before that day.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以登记该项目的合同")
    worth, wrong = money.worth(amount_wan, currency, amount_original, rate)
    listed = selectors.choices("contract-kinds")
    wrong += engine.contract_faults(what, number, listed, summed=worth is not None or bool(wrong))
    wrong += checks.day("signed_on", signed_on, today=timezone.localdate())
    wrong += contracts.number_taken(actor, number) + contracts.file_faults(evidence)
    wrong += signings.event_faults(actor, event_code) + exits.ended_before(project, signed_on, "signed_on")
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = store.contract_fact(
            project,
            what,
            signed_on,
            number=number,
            worth=worth,
            event_code=event_code,
            evidence=evidence,
            title=title,
            note=note,
        )
        store.sign(book, project, "登记合同", fact)
        book.afterwards(lambda: contracts.only_one(actor, fact))
        refresh_projects(actor=actor, codes=[code])
    return fact.code
