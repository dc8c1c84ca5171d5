"""The district's company master: read by every role that works with business records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from zhuchao.accounts.models import Office
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.master import FIELD_NAMES, Event
from zhuchao.companies.models import Company, CompanyFact, CompanyKind
from zhuchao.rulebook import regions
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.words import normalise_name

SORTS = frozenset({"name", "county_code", "reg_date", "capital_wan", "kind", "created_at", "changed_at"})
DEFAULT_SORT = "-created_at"


@dataclass(frozen=True, slots=True)
class Former:
    """A name the company had until the day the next one took over."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company of the master as shown. ``capital_wan`` in 万元; ``office`` is who wrote it down."""

    uscc: str
    name: str
    kind: str
    kind_name: str
    county_code: str
    region: str
    industry_code: str
    reg_date: date | None
    capital_wan: Decimal | None
    address: str
    scope: str
    note: str
    office: str
    office_name: str
    from_registry: bool
    merged_into: str
    version: int
    created_at: datetime
    changed_at: datetime
    former: tuple[Former, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        body: dict[str, object] = {f.name: getattr(self, f.name) for f in fields(self)}
        body["capital_wan"] = None if self.capital_wan is None else float(self.capital_wan)
        body["reg_date"] = self.reg_date.isoformat() if self.reg_date else None
        body |= {k: getattr(self, k).isoformat() for k in ("created_at", "changed_at")}
        body["former"] = [{"name": f.name, "until": f.until.isoformat()} for f in self.former]
        return body


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Some companies and how many there are in all."""

    rows: Sequence[CompanyView]
    total: int


@dataclass(frozen=True, slots=True)
class CompanyStep:
    """One fact of a company; ``text`` says what changed, ``recorded_at`` may be later than it happened."""

    code: str
    event: str
    happened_on: date
    recorded_at: datetime
    actor_name: str
    office_name: str
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of the master is narrowed to; empty means any. Amounts in 万元."""

    text: str = ""
    kind: str = ""
    county: str = ""
    office: str = ""
    origin: str = ""
    capital_from: str = ""
    capital_to: str = ""
    since: str = ""
    until: str = ""


def kinds() -> list[tuple[str, str]]:
    """Kinds of bodies: code and word."""
    return [(str(k.value), str(k.label)) for k in CompanyKind]


def companies_visible_to(actor: Actor) -> QuerySet[Company]:
    """The master is one for the district: every staff role sees all of it, nobody else any of it."""
    return Company.objects.all() if rights.may_read(actor) else Company.objects.none()


def company(actor: Actor, uscc: str) -> CompanyView | None:
    """The company as our master has it; None when it has not, or the actor may not see companies."""
    row = companies_visible_to(actor).filter(uscc=credit_code.clean(uscc)).first()
    return _views([row], with_former=True)[0] if row is not None else None


def company_row(actor: Actor, uscc: str) -> Company:
    """The row itself, for flows.

    Raises Refused when it is not in the master, or the actor may not see companies.
    """
    rights.need_reader(actor)
    row = companies_visible_to(actor).filter(uscc=credit_code.clean(uscc)).first()
    if row is None:
        raise Refused(
            Refusal(
                "companies.unknown",
                f"企业主档里没有信用代码为“{uscc}”的企业",
                "请先在企业查询中找到它并“纳入企业主档”，或手工登记。",
                "uscc",
            )
        )
    if row.merged_into:
        raise Refused(
            Refusal(
                "companies.merged",
                f"“{row.name}”已并入 {row.merged_into}",
                "请在保留的那家企业页面办理；合并有误时先撤销合并。",
                "uscc",
            )
        )
    return row


def find_companies(
    actor: Actor,
    wanted: Wanted | None = None,
    *,
    sort: str = DEFAULT_SORT,
    offset: int = 0,
    limit: int = 50,
) -> CompanyPage:
    """Companies of the master, narrowed and sorted (a field of ``SORTS``, descending with a leading minus)."""
    found = _narrowed(companies_visible_to(actor).filter(merged_into=""), wanted or Wanted())
    by = sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT
    rows = found.order_by(by, "pk")[offset : offset + limit]
    return CompanyPage(_views(rows), found.count())


def company_history(actor: Actor, uscc: str) -> list[CompanyStep]:
    """What happened to the company in our hands, the oldest first."""
    if not rights.may_read(actor):
        return []
    facts = CompanyFact.objects.filter(subject=credit_code.clean(uscc))
    rows = list(facts.order_by("happened_on", "recorded_at", "pk"))
    names = _office_names({f.office_code for f in rows})
    return [
        CompanyStep(
            f.code,
            Event(f.what).words,
            f.happened_on,
            f.recorded_at,
            f.actor_name,
            names.get(f.office_code, f.office_code),
            _text(f),
        )
        for f in rows
    ]


def offices_of_master(actor: Actor) -> list[tuple[str, str]]:
    """Offices that wrote down at least one company: code and name, for a filter."""
    codes = companies_visible_to(actor).order_by().values_list("office_code", flat=True).distinct()
    return sorted(_office_names(set(codes)).items(), key=lambda pair: pair[1])


def counties_of_master(actor: Actor) -> list[tuple[str, str]]:
    """Counties in which a company of the master sits: code and full name, for a filter."""
    codes = companies_visible_to(actor).exclude(county_code="").order_by("county_code")
    return [(c, regions.full_name(c) or c) for c in codes.values_list("county_code", flat=True).distinct()]


def _narrowed(found: QuerySet[Company], wanted: Wanted) -> QuerySet[Company]:
    if text := wanted.text.strip():
        key = normalise_name(text)
        named = Q(name_key__contains=key) | Q(former_names__name_key__contains=key)
        found = found.filter(named | Q(uscc=credit_code.clean(text))).distinct()
    exact = {"kind": wanted.kind, "county_code": wanted.county, "office_code": wanted.office}
    ranged = {
        "capital_wan__gte": wanted.capital_from,
        "capital_wan__lte": wanted.capital_to,
        "reg_date__gte": wanted.since,
        "reg_date__lte": wanted.until,
    }
    found = found.filter(**{k: v for k, v in (exact | ranged).items() if v})
    return found.filter(from_registry=wanted.origin == "registry") if wanted.origin else found


def _views(rows: Iterable[Company], *, with_former: bool = False) -> list[CompanyView]:
    shown = list(rows)
    names = _office_names({r.office_code for r in shown})
    return [_view(r, names, _former(r) if with_former else ()) for r in shown]


def _view(row: Company, names: dict[str, str], former: tuple[Former, ...]) -> CompanyView:
    return CompanyView(
        uscc=row.uscc,
        name=row.name,
        kind=row.kind,
        kind_name=str(CompanyKind(row.kind).label),
        county_code=row.county_code,
        region=regions.full_name(row.county_code or row.city_code),
        industry_code=row.industry_code,
        reg_date=row.reg_date,
        capital_wan=row.capital_wan,
        address=row.address,
        scope=row.scope,
        note=row.note,
        office=row.office_code,
        office_name=names.get(row.office_code, row.office_code),
        from_registry=row.from_registry,
        merged_into=row.merged_into,
        version=row.version,
        created_at=row.created_at,
        changed_at=row.changed_at,
        former=former,
    )


def _former(row: Company) -> tuple[Former, ...]:
    return tuple(Former(f.name, f.until) for f in row.former_names.all())


def _office_names(codes: set[str]) -> dict[str, str]:
    return dict(Office.objects.filter(code__in=codes).values_list("code", "name"))


def _text(fact: CompanyFact) -> str:
    said = dict(fact.value)
    if fact.what == Event.RENAMED:
        return f"{said['before']} → {said['after']}"
    if fact.what == Event.CORRECTED:
        changed = said["changes"].items()
        return "；".join(
            f"{FIELD_NAMES.get(k, k)}：{old or '未填'} → {new or '未填'}" for k, (old, new) in changed
        )
    if fact.what in (Event.MERGED, Event.PARTED):
        return f"{said['gone']} → {said['kept']}：{said['reason']}"
    return "取自登记库" if fact.what == Event.ADOPTED else "手工登记"
