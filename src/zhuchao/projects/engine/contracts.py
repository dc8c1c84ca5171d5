"""Signed texts of a project: what is wrong with one, and what a contract comes to after several."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.terms.refusal import Refusal

#: Texts that begin a contract of their own.
FIRST = ("formal", "framework", "intent")


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed text; ``amount_wan`` is the whole sum in 万元 after it, None when it does not change it, ``ceremony``
    the event at which it was signed."""

    contract: str
    what: str
    on: date
    amount_wan: Decimal | None
    ceremony: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a contract came to. ``first_wan`` and ``amount_wan`` in 万元; ``texts`` counts the amendments too."""

    contract: str
    kind: str
    signed_on: date
    first_wan: Decimal | None
    amount_wan: Decimal | None
    ended_on: date | None
    texts: int

    @property
    def delta_wan(self) -> Decimal:
        """By how much amendments changed the sum, in 万元."""
        return (self.amount_wan or Decimal(0)) - (self.first_wan or Decimal(0))


def cleaned_number(number: str) -> str:
    """A contract or voucher number as it is compared: without spaces, capital letters, half-width."""
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in number)
    return "".join(half.split()).upper()


def contract_faults(what: str, number: str, listed: Mapping[str, str], *, summed: bool) -> list[Refusal]:
    """The kind begins a contract; a formal text has its number and its sum."""
    found = []
    if what not in FIRST:
        names = "、".join(listed.get(code, code) for code in FIRST)
        found.append(
            Refusal(
                "projects.contract-kind",
                "没有选择合同文本的种类" if not what else "该种文本不能单独成为一份合同",
                f"请从{names}中选择；补充协议、解除协议在原合同下登记。",
                "what",
            )
        )
    if what == "formal" and not cleaned_number(number):
        found.append(
            Refusal("projects.contract-number", "没有填写合同编号", "请填写正式合同上的编号。", "number")
        )
    if what == "formal" and not summed:
        found.append(
            Refusal(
                "projects.amount_wan", "没有填写合同金额", "请填写合同约定的总投资（万元）。", "amount_wan"
            )
        )
    return found


def standings(texts: Iterable[Signed]) -> list[Standing]:
    """Every contract by its newest text, the earliest signed first. ``texts`` come in the order of their days; a text
    whose first one is not known (it was voided) is no contract."""
    by_contract: dict[str, list[Signed]] = {}
    for text in texts:
        by_contract.setdefault(text.contract, []).append(text)
    found = [_standing(code, its) for code, its in by_contract.items()]
    return sorted((s for s in found if s is not None), key=lambda s: (s.signed_on, s.contract))


def _standing(contract: str, texts: Collection[Signed]) -> Standing | None:
    first = next((t for t in texts if t.what in FIRST), None)
    if first is None:
        return None
    sums = [t.amount_wan for t in texts if t.amount_wan is not None]
    ended = [t.on for t in texts if t.what == "ended"]
    return Standing(
        contract,
        first.what,
        first.on,
        first.amount_wan,
        sums[-1] if sums else None,
        max(ended) if ended else None,
        len(texts),
    )


def signed_before(ceremony: date, texts: Iterable[Signed], *, there: Collection[str] = ()) -> Signed | None:
    """The earliest text that makes a signing at the ceremony a repeated one (重复签约, S18): a formal contract, or anything
    signed at a ceremony, of an earlier day; None when there is none. ``there`` are the contracts signed at this very
    ceremony."""
    earlier = [
        t
        for t in texts
        if t.on < ceremony
        and t.contract not in there
        and (t.what == "formal" or (t.ceremony and t.what in FIRST))
    ]
    return min(earlier, key=lambda t: t.on, default=None)


def later_faults(begun: date, on: date, ended_on: date | None, *, field: str = "signed_on") -> list[Refusal]:
    """A later text is of the contract's day or after, and not of a contract that was ended."""
    found = []
    if on < begun:
        found.append(
            Refusal(
                f"projects.{field}",
                f"日期 {on} 早于合同签订日 {begun}",
                "请核对日期，或核对所属的合同。",
                field,
            )
        )
    if ended_on is not None:
        found.append(
            Refusal(
                "projects.contract-ended",
                f"该合同已于 {ended_on} 解除",
                "重新合作的，请登记一份新合同。",
                field,
            )
        )
    return found
