"""Writing vouchers."""

from zhuchao.ledger.store import Book
from zhuchao.projects.engine.contracts import cleaned_number
from zhuchao.projects.engine.sums import Sum
from zhuchao.projects.engine.vouchers import Voucher, digest
from zhuchao.projects.models import MoneyFact, Project, VoucherFile


def record_voucher(book: Book, project: Project, voucher: Voucher, worth: Sum) -> MoneyFact:
    """Write the voucher and what finds it again by its files."""
    value = {"note": voucher.note.strip()} if voucher.note.strip() else {}
    if worth.rate is not None:
        value["rate"] = f"{worth.rate.normalize():f}"
    fact = MoneyFact(
        subject=project.code,
        what=voucher.kind,
        happened_on=voucher.paid_on,
        office_code=project.office_code,
        payer=voucher.payer.strip(),
        payee=voucher.payee.strip(),
        amount_wan=worth.wan,
        currency=worth.currency,
        amount_original=worth.original,
        voucher_no=cleaned_number(voucher.number)[:80],
        voucher=digest(voucher),
        second_source=voucher.second_source.strip()[:200],
        evidence=list(dict.fromkeys(voucher.files)),
        replaces=voucher.replaces,
        value=value,
    )
    book.fact(fact)
    VoucherFile.objects.bulk_create(
        VoucherFile(sha256=sha256, fact_code=fact.code) for sha256 in fact.evidence
    )
    return fact
