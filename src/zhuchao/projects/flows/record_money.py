"""Record money that arrived, by its voucher."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.vouchers import Voucher, no_sum
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.models import MoneyFact
from zhuchao.projects.selectors import exits, money
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def record_money(
    *,
    actor: Actor,
    code: str,
    what: str,
    payer: str,
    payee: str,
    amount_wan: Decimal | None,
    paid_on: date,
    evidence: Sequence[str],
    voucher_no: str = "",
    currency: str = "CNY",
    amount_original: Decimal | None = None,
    rate: Decimal | None = None,
    second_source: str = "",
    note: str = "",
    replaces: str = "",
) -> str:
    """Money of the kind ``what`` arrived on ``paid_on``; gives its fact's code. ``amount_wan`` in 万元; a foreign sum is
    ``amount_original`` (in ten thousands) at ``rate``, the yuan of that day. ``evidence`` are the kept files of the voucher
    (sha-256), ``second_source`` what else says so (a bank, an audit). ``replaces`` names the voucher it corrects.

    Raises Refused when the actor may not work on the project, something of the voucher is missing or wrong, the deal
    form does not accept the kind, the voucher or its file is known in the district already, or the project was
    ended before that day.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以登记该项目的到位资金")
    if replaces:
        selectors.fact_of(project, replaces, MoneyFact)
    worth, wrong = money.worth(amount_wan, currency, amount_original, rate)
    amount = worth.wan if worth else Decimal(0)
    more = (voucher_no, tuple(evidence), second_source, note, replaces)
    voucher = Voucher(what, payer, payee, paid_on, amount, *more)
    wrong += [] if worth or wrong else no_sum()
    wrong += money.voucher_faults(actor, project, voucher)
    wrong += checks.day("paid_on", paid_on, today=timezone.localdate())
    wrong += exits.ended_before(project, paid_on, "paid_on")
    if wrong or worth is None:
        raise Refused(*wrong)
    with recording(actor) as book:
        fact = store.record_voucher(book, project, voucher, worth)
        store.audit(
            book, project, "登记到位资金", {"amount_wan": [None, str(worth.wan)], "what": [None, what]}
        )
        store.contact_noted(project, paid_on)
        book.afterwards(lambda: money.only_one(actor, fact))
        refresh_projects(actor=actor, codes=[code])
    return fact.code
