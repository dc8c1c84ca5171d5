"""How introducers, agency contracts and their payments are written."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from zhuchao import rulebook
from zhuchao.companies.models import Company
from zhuchao.engagements.models import (
    AgencyContract,
    AgencyEvent,
    AgencyFact,
    AgencyVoucher,
    ContractState,
    Introducer,
)
from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import newest_judgements
from zhuchao.ledger.store import Book
from zhuchao.terms.refusal import Refusal, Refused


def add_introducer(
    book: Book,
    *,
    company: Company | None,
    unit: str,
    title: str,
    purpose: str,
    note: str,
    office: str,
    on: date,
) -> Introducer:
    """Enter an introducer in the district's register.

    Raises Refused when the same body or post is in it.
    """
    row = Introducer(
        company=company, unit=unit, title=title, purpose=purpose, note=note, office_code=office, added_on=on
    )
    _save_new(row, Refusal("channels.known", f"“{row}”已登记为引荐人", "请从引荐人列表中选用。", "uscc"))
    _audit(book, "登记引荐人", f"introducer:{row.code}", str(row), office, {"purpose": ["", purpose]})
    return row


def correct_introducer(book: Book, row: Introducer, *, values: Mapping[str, str]) -> None:
    """Change what was written of an introducer: unit, title, purpose, note.

    Raises Refused when somebody else changed it meanwhile, or another entry names the same post.
    """
    changes = {f: [getattr(row, f), v] for f, v in values.items() if getattr(row, f) != v}
    same = Refusal("channels.known", "同一单位同一职务已登记为引荐人", "请从引荐人列表中选用。", "title")
    try:
        with transaction.atomic():
            changed = Introducer.objects.filter(pk=row.pk, version=row.version).update(
                version=row.version + 1, **values
            )
    except IntegrityError as error:
        raise Refused(same) from error
    if changed != 1:
        raise _changed(f"引荐人“{row}”")
    _audit(book, "更正引荐人", f"introducer:{row.code}", str(row), row.office_code, changes)


def sign_contract(
    book: Book,
    *,
    introducer: Introducer,
    number: str,
    channel: str,
    office: str,
    signed_on: date,
    starts_on: date,
    ends_on: date,
    fee_terms: str,
    fee_wan: Decimal,
    evidence: Sequence[str],
) -> AgencyContract:
    """Enter a signed agency contract; the fee in 万元.

    Raises Refused when a contract of that number is known.
    """
    row = AgencyContract(
        introducer=introducer,
        number=number,
        channel=channel,
        office_code=office,
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        fee_terms=fee_terms,
        fee_wan=fee_wan,
    )
    _save_new(row, Refusal("channels.number", f"文号“{number}”的协议已登记", "请核对文号。", "number"))
    said = {"number": number, "fee_terms": fee_terms, "introducer": introducer.code}
    _fact(book, row, AgencyEvent.SIGNED, signed_on, said, amount_wan=fee_wan, evidence=evidence)
    _audit(book, "签订委托招商协议", f"agency:{row.code}", number, office, {"fee_wan": [None, str(fee_wan)]})
    return row


def record_payment(
    book: Book,
    row: AgencyContract,
    *,
    amount_wan: Decimal,
    paid_on: date,
    voucher_no: str,
    note: str,
    evidence: Sequence[str],
) -> str:
    """Enter a payment in 万元 on its voucher; gives the code of the fact.

    Raises Refused when the voucher, by number or by file, is the ground of another payment that stands.
    """
    said = {"voucher_no": voucher_no, "note": note}
    code = _fact(book, row, AgencyEvent.PAID, paid_on, said, amount_wan=amount_wan, evidence=evidence)
    for key in _voucher_keys(voucher_no, evidence):
        _take_voucher(key, code)
    _audit(
        book,
        "登记委托招商付款",
        f"agency:{row.code}",
        row.number,
        row.office_code,
        {"paid_wan": [None, str(amount_wan)]},
    )
    return code


def end_contract(book: Book, row: AgencyContract, *, reason: str, on: date) -> None:
    """End a contract before its last day or after it.

    Raises Refused when it was ended meanwhile.
    """
    changed = AgencyContract.objects.filter(pk=row.pk, state=ContractState.RUNNING).update(
        state=ContractState.ENDED, ended_on=on, end_reason=reason
    )
    if changed != 1:
        raise _changed(f"协议“{row.number}”")
    _fact(book, row, AgencyEvent.ENDED, on, {"reason": reason})
    _audit(
        book,
        "终止委托招商协议",
        f"agency:{row.code}",
        row.number,
        row.office_code,
        {"state": ["running", "ended"]},
    )


def _voucher_keys(voucher_no: str, evidence: Sequence[str]) -> list[str]:
    """The number without spaces, and each file; hashed, for a number may be longer than a key."""
    plain = "".join(voucher_no.split()).upper()
    number = [f"no:{hashlib.sha256(plain.encode()).hexdigest()}"] if plain else []
    return [*number, *(f"file:{sha256}" for sha256 in evidence)]


def _take_voucher(key: str, fact_code: str) -> None:
    try:
        with transaction.atomic():
            AgencyVoucher(key=key, fact_code=fact_code).save(force_insert=True)
    except IntegrityError as error:
        held = AgencyVoucher.objects.select_for_update().get(key=key)
        thought = newest_judgements(AgencyFact, [held.fact_code]).get(held.fact_code)
        if thought is None or thought.state != State.VOIDED:
            raise _used(held.fact_code) from error
        held.fact_code = fact_code
        held.save(update_fields=["fact_code"])


def _used(fact_code: str) -> Refused:
    paid = AgencyFact.objects.filter(code=fact_code).first()
    contract = AgencyContract.objects.filter(code=paid.subject).first() if paid else None
    where = f"，见协议“{contract.number}” {paid.happened_on} 的付款" if paid and contract else ""
    return Refused(
        Refusal(
            "channels.voucher-used",
            f"该凭证已登记过付款{where}",
            "同一凭证只计一次；请核对凭证号和文件，录错的先作废原记录。",
            "file",
        )
    )


def _fact(
    book: Book,
    row: AgencyContract,
    what: AgencyEvent,
    on: date,
    value: Mapping[str, object],
    *,
    amount_wan: Decimal | None = None,
    evidence: Sequence[str] = (),
) -> str:
    return book.fact(
        AgencyFact(
            subject=row.code,
            what=what,
            happened_on=on,
            office_code=row.office_code,
            value=dict(value),
            evidence=list(evidence),
            amount_wan=amount_wan,
            channel=row.channel,
        )
    )


def _audit(
    book: Book, verb: str, record: str, label: str, office: str, changes: Mapping[str, Sequence[object]]
) -> None:
    book.audit(verb, record, label, changes=changes, office=office, rule_version=rulebook.version())


def _save_new(row: Introducer | AgencyContract, known: Refusal) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(known) from error


def _changed(what: str) -> Refused:
    return Refused(Refusal("channels.changed-meanwhile", f"{what}已被他人改动", "请刷新后按现状办理。"))
