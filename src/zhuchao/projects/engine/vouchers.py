"""Vouchers of money that arrived (domain.md D10): what is wrong with one, and what makes the same one show up twice."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.projects.engine.contracts import cleaned_number
from zhuchao.terms.refusal import Refusal

_ARTICLE = "到位资金以凭证为准，一证一录"


@dataclass(frozen=True, slots=True)
class Voucher:
    """One arrival: who paid whom how much (万元), when, for what (``kind`` of ``projects.money-kinds``). ``files`` are the
    hashes of what shows it, ``second_source`` what else says so, ``replaces`` the voucher it corrects."""

    kind: str
    payer: str
    payee: str
    paid_on: date
    amount_wan: Decimal
    number: str = ""
    files: tuple[str, ...] = ()
    second_source: str = ""
    note: str = ""
    replaces: str = ""


def _name(text: str) -> str:
    return "".join(text.split()).replace("(", "（").replace(")", "）")


def digest(voucher: Voucher) -> str:
    """The same for the same number, payer, payee, day and sum, however they were spaced."""
    parts = (
        cleaned_number(voucher.number),
        _name(voucher.payer),
        _name(voucher.payee),
        voucher.paid_on.isoformat(),
        f"{voucher.amount_wan.normalize():f}",
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def voucher_faults(voucher: Voucher, kinds: Mapping[str, str]) -> list[Refusal]:
    """Kind, both sides and the file of a voucher."""
    kind = voucher.kind
    found = []
    if kind not in kinds:
        found.append(
            Refusal(
                "projects.money-kind",
                "没有选择资金种类" if not kind else f"资金种类“{kind}”不在规定的代码内",
                f"请从{'、'.join(kinds.values())}中选择。",
                "what",
            )
        )
    for field, label, text in (("payer", "付款方", voucher.payer), ("payee", "收款方", voucher.payee)):
        if not 0 < len(text.strip()) <= 200:
            found.append(
                Refusal(
                    f"projects.{field}",
                    f"没有填写{label}，或超过200字",
                    f"请按凭证填写{label}全称。",
                    field,
                )
            )
    if not voucher.files:
        found.append(
            Refusal(
                "projects.voucher-file",
                "没有凭证文件",
                "请拍照或上传银行进账单、验资报告、发票等凭证。",
                "evidence",
                _ARTICLE,
            )
        )
    return found


def accepted_faults(
    kind: str, *, form: str, counting: Collection[str], accepted: Collection[str], names: Mapping[str, str]
) -> list[Refusal]:
    """A kind that counts must be one by which money arrives in this deal form (S75); kinds that are coded apart (loans,
    land price, fiscal money) may always be written down."""
    if kind not in counting or kind in accepted:
        return []
    told = "、".join(names.get(each, each) for each in accepted)
    return [
        Refusal(
            "projects.money-form",
            f"{form}项目的到位资金不认“{names.get(kind, kind)}”",
            f"请核对资金种类；{form}项目认定：{told}。",
            "what",
            "各种合作方式认定的到位资金种类",
        )
    ]


def twice(found_in: str, on: date | None) -> Refusal:
    """The refusal for a voucher that is known: ``found_in`` is the project's name, or 其他单位的项目; the day only where
    it may be told."""
    when = f"，日期 {on}" if on else ""
    return Refusal(
        "projects.voucher-twice",
        f"该凭证已用于{found_in}{when}",
        "同一凭证只能登记一次。请核对凭证，或请促进中心查明后作废误录的一笔。",
        "voucher_no",
        _ARTICLE,
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in 万元 of one view: arrived, of it verified, and how many vouchers."""

    arrived_wan: Decimal
    verified_wan: Decimal
    vouchers: int

    @property
    def claimed_wan(self) -> Decimal:
        """Only claimed so far, in 万元."""
        return self.arrived_wan - self.verified_wan


def totals(rows: Iterable[tuple[str, Decimal, bool]], kinds: Collection[str]) -> Totals:
    """Sums of (kind, 万元, verified) over the kinds that a view counts."""
    counted = [(amount, sure) for kind, amount, sure in rows if kind in kinds]
    return Totals(
        sum((amount for amount, _ in counted), Decimal(0)),
        sum((amount for amount, sure in counted if sure), Decimal(0)),
        len(counted),
    )


def no_sum() -> list[Refusal]:
    """The refusal for a voucher without a sum."""
    return [Refusal("projects.amount_wan", "没有填写到位金额", "请按凭证填写金额（万元）。", "amount_wan")]
