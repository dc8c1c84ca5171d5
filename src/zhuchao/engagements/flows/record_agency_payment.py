"""Enter a payment under an agency contract."""

from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import agency, rights
from zhuchao.ledger.flows import add_evidence
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def record_agency_payment(
    *,
    actor: Actor,
    code: str,
    amount_wan: Decimal,
    paid_on: date,
    file: BinaryIO | None = None,
    file_name: str = "",
    voucher_no: str = "",
    note: str = "",
) -> str:
    """``amount_wan`` 万元 were paid on ``paid_on``; the file is the voucher. Gives the code of the fact, which counts as
    仅申报 until somebody else verifies it.

    Raises Refused when the actor does not keep the contract, sum or day is impossible, the voucher is missing, or its
    number or file is the ground of another payment already.
    """
    row = selectors.contract_row(actor, code)
    if not rights.may_keep_introducer(actor, row.office_code):
        raise forbidden("channels.keep", "只有签约单位可以登记付款")
    texts = {"voucher_no": voucher_no.strip(), "note": note.strip()}
    refusals = agency.amount("amount_wan", "付款金额", amount_wan, least=Decimal("0.01"))
    refusals += agency.happened("paid_on", "付款日", paid_on, since=row.signed_on, today=timezone.localdate())
    refusals += agency.fitting(**texts)
    if file is None:
        refusals.append(Refusal("channels.file", "没有上传付款凭证", "请上传付款凭证。", "file"))
    if refusals or file is None:
        raise Refused(*refusals)
    with recording(actor) as book:
        evidence = [add_evidence(actor=actor, stream=file, name=file_name)]
        return store.channels.record_payment(
            book, row, amount_wan=amount_wan, paid_on=paid_on, evidence=evidence, **texts
        )
