"""Random histories of projects, written through the ledger, and the plain answer to every figure: project by project,
fact by fact, with nothing but ``known_facts`` and the engine of needs."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from zhuchao.ledger.models import State
from zhuchao.ledger.selectors import known_facts
from zhuchao.ledger.store import recording
from zhuchao.ledger.store.book import Book
from zhuchao.projects.engine.needs import missing
from zhuchao.projects.models import (
    ContractFact,
    DoneFact,
    ExitFact,
    FieldFact,
    MoneyFact,
    PaperFact,
    PlanFact,
    Project,
    StageFact,
)
from zhuchao.projects.selectors import held, rules
from zhuchao.terms.actor import SYSTEM, Actor, Role

FIRST = date(2025, 1, 1)
OFFICES = ("T1", "T2")
CENTRE = Actor("R-c", "示例", home_office="C", office_codes=frozenset({"C"}), roles=frozenset({Role.CENTRE}))
STAGES = ("registered", "filed", "sited", "started", "produced")
PAPERS = (
    "licence",
    "share_change",
    "filing",
    "land_contract",
    "lease_contract",
    "permit",
    "start_proof",
    "invoice",
)
FIELDS = (
    "local_uscc",
    "paid_in_wan",
    "equity_percent",
    "filing_code",
    "plant_m2",
    "land_contract_no",
    "land_mu",
)


def make(pick: random.Random, number: int) -> str:
    """A project with its dated attributes and most of what its stages need."""
    return make_many(pick, [number])[0]


def make_many(pick: random.Random, numbers: Iterable[int]) -> list[str]:
    """Several projects, written down together."""
    with recording(SYSTEM) as book:
        return [_make(pick, number, book) for number in numbers]


def _make(pick: random.Random, number: int, book: Book) -> str:
    code, office = f"XM-{number:03d}", pick.choice(OFFICES)
    opened = FIRST + timedelta(days=pick.randrange(200))
    values = {
        "class": pick.choice(["emerging", "capital", "talent"]),
        "form": pick.choice(["lease", "lease", "build", "stake"]),
        "nature": pick.choice(["new", "expansion"]),
    }
    Project.objects.create(
        code=code,
        name=f"示例项目{number}",
        company_name="示例企业",
        office_code=office,
        klass=values["class"],
        nature=values["nature"],
        form=values["form"],
        stage="lead",
        opened_on=opened,
        last_contact_on=opened,
    )
    for what, value in {**values, "office": office}.items():
        book.fact(FieldFact(subject=code, what=what, happened_on=opened, value={"v": value}))
    book.fact(contract(pick, code, "formal"))
    for part in pick.sample([*STAGES, *PAPERS, *FIELDS], 18):
        book.fact(_part(pick, code, part))
    return code


def contract(pick: random.Random, code: str, what: str) -> ContractFact:
    """A signed text of one of two contracts."""
    amount = pick.choice([None, Decimal(pick.randrange(1, 40000))])
    number = f"HT-{code}-{pick.choice([1, 1, 2])}"
    return ContractFact(subject=code, what=what, happened_on=_day(pick), contract=number, amount_wan=amount)


def _day(pick: random.Random) -> date:
    return FIRST + timedelta(days=pick.randrange(365))


def _part(pick: random.Random, code: str, part: str) -> object:
    if part in STAGES:
        return StageFact(subject=code, what=part, happened_on=_day(pick))
    if part in PAPERS:
        return PaperFact(subject=code, what=part, happened_on=_day(pick))
    return FieldFact(
        subject=code, what=part, happened_on=_day(pick), value={"v": pick.choice([*"11111111", "", None])}
    )


def turn(pick: random.Random, code: str) -> object:
    """Any further fact of the project."""
    kind = pick.randrange(10)
    day, item = _day(pick), pick.choice("ab")
    if kind == 0:
        what = pick.choice(["class", "form", "nature", "office"])
        value = {"class": "emerging", "form": "build", "nature": "revival", "office": "T2"}[what]
        return FieldFact(subject=code, what=what, happened_on=day, value={"v": value})
    if kind == 1:
        return contract(pick, code, pick.choice(["formal", "amendment", "framework", "ended"]))
    if kind in (2, 3):
        money = Decimal(pick.randrange(1, 900))
        what = pick.choice(["capital", "land"])
        return MoneyFact(
            subject=code,
            what=what,
            happened_on=day,
            amount_wan=money,
            payer="a",
            payee="b",
            voucher=str(money),
        )
    if kind in (4, 5):
        side = pick.choice(["enterprise", "government"])
        return PlanFact(
            subject=code,
            what=pick.choice(["money", "duty"]),
            happened_on=day,
            item=item,
            side=side,
            due_on=_day(pick),
            amount_wan=Decimal(pick.randrange(1, 900)),
        )
    if kind == 6:
        return DoneFact(subject=code, what="duty", happened_on=day, item=item)
    if kind == 7:
        what = pick.choice(["ended", "shelved", "resumed"])
        return ExitFact(subject=code, what=what, happened_on=day, value={"reason": "market"})
    return _part(pick, code, pick.choice([*STAGES, *PAPERS, *FIELDS]))


class Plain:
    """The figures of one question by going through every project."""

    def __init__(self, since, as_of, known_at, offices=None, nature=""):
        self.since, self.as_of, self.known_at = since, as_of, known_at
        self._read: dict[type, dict[str, list]] = {}
        codes = list(Project.objects.order_by("code").values_list("code", flat=True))
        self.records = held.records(codes, as_of=as_of, known_at=known_at)
        self.cohort = [c for c in codes if self._in_cohort(c, offices, nature)]

    def _known(self, model, code, *whats):
        if model not in self._read:
            its = self._read[model] = {}
            for fact in known_facts(SYSTEM, model, known_at=self.known_at).order_by("happened_on", "id"):
                its.setdefault(fact.subject, []).append(fact)
        return [f for f in self._read[model].get(code, []) if f.what in whats]

    def _until(self, model, code, *whats):
        return [f for f in self._known(model, code, *whats) if f.happened_on <= self.as_of]

    def attribute(self, code, what):
        told = self._known(FieldFact, code, what)
        then = [f for f in told if f.happened_on <= self.as_of] or told[:1]
        return then[-1].value["v"] if then else ""

    def _in_cohort(self, code, offices, nature):
        first = next(iter(self._until(ContractFact, code, "formal")), None)
        if first is None or first.happened_on < self.since:
            return False
        if offices is not None and self.attribute(code, "office") not in offices:
            return False
        return not nature or self.attribute(code, "nature") == nature

    def evidenced(self, code, stage):
        record = self.records[code]
        klass, form = self.attribute(code, "class"), self.attribute(code, "form")
        if stage not in record.reached or not klass or not form:
            return False
        needs = rules.needs(stage, klass=klass, form=form, on=record.reached[stage])
        return not [m for m in missing(needs, record.held(), rules.words()) if m.need.blocks]

    def money(self, code):
        counted = [k for k, said in rules.details("money-kinds").items() if said["counts"]]
        return self._until(MoneyFact, code, *counted)

    def paid(self, code):
        return sum((f.amount_wan for f in self.money(code) if f.state_known == State.VERIFIED), Decimal(0))

    def landed(self, code):
        if not self.evidenced(code, "registered"):
            return False
        route = rules.route(self.attribute(code, "class"), self.attribute(code, "form"))
        if "sited" not in route and "filed" not in route:
            return self.paid(code) > 0
        if "sited" in route and self.evidenced(code, "sited"):
            return True
        return "filed" in route and self.evidenced(code, "filed") and self.paid(code) > 0

    def amount(self, code):
        texts = self._until(ContractFact, code, "formal", "amendment", "ended")
        ended = {t.contract for t in texts if t.what == "ended"}
        formal = [t.contract for t in texts if t.what == "formal"]
        its = next((c for c in formal if c not in ended), formal[0])
        sums = [t.amount_wan for t in texts if t.contract == its and t.amount_wan is not None]
        if sums:
            return sums[-1]
        return next(t.amount_wan for t in texts if t.what == "formal") or Decimal(0)

    def due(self, code, what):
        """(item, side, day, sum) of each planned item as it counts."""
        found = {}
        for plan in self._until(PlanFact, code, what):
            now = found.get(plan.item)
            if now is None or plan.happened_on <= now.due_on:
                found[plan.item] = plan
        return [p for p in found.values() if p.due_on <= self.as_of]

    def met(self, code, plan):
        done = [f for f in self._until(DoneFact, code, "duty") if f.item == plan.item]
        return any(f.happened_on <= plan.due_on for f in done)

    def ended(self, code):
        told = self._until(ExitFact, code, "ended", "shelved", "resumed")
        return bool(told) and told[-1].what == "ended"
