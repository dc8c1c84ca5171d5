"""What the checks of padding read: a few narrow columns of the facts of a set of projects, each table once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.engagements.selectors import office_names
from zhuchao.projects.engine import cohort, padding
from zhuchao.projects.engine.cohort import Text
from zhuchao.projects.engine.padding import Entry, Mark, Signing, Voucher
from zhuchao.projects.models import (
    ContractFact,
    MoneyFact,
    PaperFact,
    PlanFact,
    Project,
    ProjectEngagement,
    ProjectFact,
    StageFact,
)
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.figures_facts import Moment, standing, tuples
from zhuchao.rulebook import regions
from zhuchao.terms.actor import SYSTEM

_NOW = Moment(SYSTEM, date.min, date.max)
#: Tables whose days are looked at, with the rulebook's words of what stands in them.
_DATED: tuple[tuple[type[ProjectFact], str], ...] = (
    (StageFact, "stages"),
    (ContractFact, "contract-kinds"),
    (MoneyFact, "money-kinds"),
    (PaperFact, "papers"),
)


class Scope:
    """A set of projects and what stands in the books of them now."""

    def __init__(self, projects: QuerySet[Project]) -> None:
        self.projects = projects.order_by()
        self.codes = set(self.projects.values_list("code", flat=True))

    def facts(self, model: type[ProjectFact]) -> QuerySet[Any]:
        """The standing facts of a table."""
        subjects = self.projects.values("code")
        found: QuerySet[Any] = standing(model, _NOW, signed_only=False).filter(subject__in=subjects)
        return found

    @cached_property
    def texts(self) -> list[tuple[Text, str, str]]:
        """Signed texts with their numbers and titles."""
        columns = ("subject", "what", "happened_on", "id", "contract", "amount_wan", "number", "title")
        facts = self.facts(ContractFact).annotate(title=KeyTextTransform("title", "value"))
        told = tuples(facts, *columns)
        return [(Text._make((*row[:-2], False)), row[-2], row[-1] or "") for row in told]

    @cached_property
    def signed(self) -> dict[str, cohort.Signed]:
        """The projects with a formal contract."""
        return cohort.signed(text for text, _, _ in self.texts)


def found_by() -> Mapping[str, Callable[[Scope, Mapping[str, Any]], list[Mark]]]:
    """Each check with what finds it."""
    return {
        "late_entry": _late,
        "back_dated": _back_dated,
        "burst": _burst,
        "two_offices": _two_offices,
        "voucher_reuse": _voucher_reuse,
        "round_trip": _round_trip,
        "framework": _framework,
        "second_signing": _second_signing,
        "no_engagement": _no_engagement,
        "relocation": _relocation,
    }


def _late(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    entries = []
    for model, kind in _DATED:
        words = rules.choices(kind)
        told = tuples(scope.facts(model), "subject", "what", "happened_on", "recorded_at")
        entries += [
            Entry(code, words.get(what, what), on, timezone.localdate(at)) for code, what, on, at in told
        ]
    return padding.late(entries, int(rule["days"]))


def _back_dated(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    words, proving = rules.choices("stages"), _proving()
    told = tuples(scope.facts(StageFact).filter(what__in=list(proving)), "subject", "what", "happened_on")
    stages = [(code, what, words.get(what, what), on) for code, what, on in told]
    dated = scope.facts(PaperFact).values("subject", "what").annotate(first=Min("happened_on"))
    papers = {(code, kind): on for code, kind, on in dated.values_list("subject", "what", "first")}
    return padding.back_dated(stages, papers, proving, rules.choices("papers"), int(rule["days"]))


def _proving() -> dict[str, set[str]]:
    """Stage → the papers any rule asks for it; those before signing are made before their stage."""
    found: dict[str, set[str]] = {}
    for each in rulebook.all_rules():
        if not each.id.startswith("projects.needs.") or not isinstance(each.value, Mapping):
            continue
        stage = each.id.split(".")[2]
        for need in each.value["needs"]:
            ((kind, code),) = need.items()
            if kind == "paper":
                found.setdefault(stage, set()).add(str(code))
    return found


def _burst(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    """Within the offices of the scope all their signings are weighed, not only those that are asked for."""
    offices = set(scope.projects.values_list("office_code", flat=True))
    told = standing(ContractFact, _NOW, signed_only=False).filter(what="formal", office_code__in=offices)
    first: dict[str, tuple[str, date]] = {}
    for code, office, at in tuples(told.order_by("id"), "subject", "office_code", "recorded_at"):
        first.setdefault(code, (office, timezone.localdate(at)))
    found = padding.burst(
        [(code, office, on) for code, (office, on) in first.items()],
        office_names(offices),
        days=int(rule["days"]),
        share=int(rule["share"]),
        least=int(rule["least"]),
    )
    return [mark for mark in found if mark.project in scope.codes]


def _two_offices(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    its = scope.projects.exclude(uscc="").values("uscc")
    told = Project.objects.filter(uscc__in=its).values_list("code", "uscc", "office_code")
    nameless = scope.projects.filter(uscc="").values("company_name")
    more = Project.objects.filter(uscc="", company_name__in=nameless)
    projects = [*told, *more.values_list("code", "company_name", "office_code")]
    return padding.two_offices(projects, office_names({p[2] for p in projects}), scope.codes)


def _vouchers(facts: QuerySet[Any]) -> list[Voucher]:
    columns = ("subject", "payer", "payee", "happened_on", "amount_wan", "voucher", "voucher_no")
    return [Voucher._make(row) for row in tuples(facts, *columns)]


def _voucher_reuse(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    """What is alike may stand under another project: vouchers of the same number or the same payer are read too."""
    its = scope.facts(MoneyFact)
    known = Q(payer__in=its.values("payer")) | Q(
        voucher_no__in=its.exclude(voucher_no="").values("voucher_no")
    )
    same = standing(MoneyFact, _NOW, signed_only=False).filter(known)
    return padding.voucher_reuse(_vouchers(same), scope.codes, rule["same"])


def _round_trip(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    """The way back may stand under another project: payments to and from the same names are read too."""
    its = scope.facts(MoneyFact)
    back = standing(MoneyFact, _NOW, signed_only=False).filter(payer__in=its.values("payee"))
    rows = {(*v,): v for v in (*_vouchers(its), *_vouchers(back.filter(payee__in=its.values("payer"))))}
    found = padding.round_trip(list(rows.values()), days=int(rule["days"]), percent=int(rule["percent"]))
    return [mark for mark in found if mark.project in scope.codes]


def _framework(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    bound = (
        scope.facts(PlanFact).filter(what__in=rule["bound_by"]).order_by().values_list("subject", flat=True)
    )
    return padding.framework(
        (Signing(t.project, t.what, number, t.day, t.amount, title) for t, number, title in scope.texts),
        words=rule["words"],
        bound=set(bound.distinct()),
        until=timezone.localdate() - timedelta(days=int(rule["days"])),
    )


def _second_signing(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    again: dict[str, Sequence[date]] = {code: its.again for code, its in scope.signed.items() if its.again}
    investors = scope.projects.exclude(uscc="").values("uscc")
    told = Project.objects.filter(uscc__in=investors, signed_on__isnull=False)
    named = told.values_list("code", "uscc", "name", "signed_on")
    found = padding.second_signing(again, [(c, i, n, on) for c, i, n, on in named if on is not None])
    return [mark for mark in found if mark.project in scope.codes]


def _no_engagement(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    joined = ProjectEngagement.objects.filter(project__in=scope.projects).values_list(
        "project__code", flat=True
    )
    led = scope.projects.exclude(lead_code="").values_list("code", flat=True)
    known = {*joined, *led}
    return [
        Mark(code, "no_engagement", "没有关联任何走访、洽谈、踏看，也没有来源线索", its.first_on)
        for code, its in sorted(scope.signed.items())
        if code not in known
    ]


def _relocation(scope: Scope, rule: Mapping[str, Any]) -> list[Mark]:
    told = scope.projects.filter(fields__has_key="moved_from").values_list("code", "fields")
    moved = {code: str(fields["moved_from"]) for code, fields in told}
    home = str(rulebook.rule("district.home", on=timezone.localdate()).value)
    names = {place: regions.full_name(place) for place in set(moved.values()) if regions.region(place)}
    return padding.relocated(moved, home, int(rule["prefix_digits"]), names)
