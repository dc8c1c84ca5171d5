"""People and what they hold.

Staff see a directory: who holds which post. Login names, accounts without a post and the state of an
account are for the system and the security administrator.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from zhuchao.accounts.models import Holding, Person
from zhuchao.accounts.selectors.actors import current_holdings
from zhuchao.accounts.selectors.offices import sees_directory
from zhuchao.rulebook import rule
from zhuchao.terms.actor import ROLE_NAMES, Actor, Role


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A post held by a person from ``start`` to ``end`` (None while it lasts)."""

    post: str
    post_name: str
    office: str
    office_name: str
    role_names: tuple[str, ...]
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the posts held today; ``login`` is empty for whoever may not see accounts."""

    code: str
    name: str
    login: str
    is_active: bool
    must_change_password: bool
    holdings: tuple[HoldingRow, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People of one page and how many there are in all."""

    rows: tuple[PersonRow, ...]
    total: int


def keeps_accounts(actor: Actor) -> bool:
    """The administrators who see accounts as such."""
    return actor.has(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


def people(
    actor: Actor,
    *,
    text: str = "",
    office: str = "",
    active: bool | None = None,
    offset: int = 0,
    limit: int = 50,
) -> PeoplePage:
    """People by name, login or office (exactly that office), ordered by name. Three queries a page."""
    found = _visible(actor)
    if text:
        by_name = Q(name__icontains=text)
        found = found.filter(by_name | Q(login__icontains=text) if keeps_accounts(actor) else by_name)
    if office:
        day = timezone.localdate()
        held = Holding.objects.filter(
            Q(end__isnull=True) | Q(end__gte=day), start__lte=day, post__office__code=office
        )
        found = found.filter(pk__in=held.values("person_id"))
    if active is not None:
        found = found.filter(is_active=active)
    page = _with_holdings(found).order_by("name", "code")[offset : offset + limit]
    return PeoplePage(tuple(_row(actor, p) for p in page), found.count())


def person(actor: Actor, code: str) -> PersonRow | None:
    """One person; everybody sees themselves. None when unknown or not to be seen."""
    base = Person.objects.filter(code=code)
    found = base if code == actor.person_code else _visible(actor).filter(code=code)
    first = _with_holdings(found).first()
    return _row(actor, first) if first else None


def history(actor: Actor, code: str) -> list[HoldingRow]:
    """Every post a person ever held, the newest first; for the two administrators and the person."""
    if not (keeps_accounts(actor) or code == actor.person_code):
        return []
    held = Holding.objects.filter(person__code=code).select_related("post__office")
    return [_holding(h) for h in held.order_by("-start", "-pk")]


def my_posts(actor: Actor) -> list[HoldingRow]:
    """The posts the actor's person holds today, to choose one to act through."""
    found = Person.objects.filter(code=actor.person_code).first()
    return [_holding(h) for h in current_holdings(found)] if found else []


def must_change_password(actor: Actor) -> bool:
    """True until the person has chosen a password of their own."""
    return Person.objects.filter(code=actor.person_code, must_change_password=True).exists()


def password_rules(actor: Actor) -> str:
    """What a password must be, as a Chinese sentence, from the rule in force."""
    value = rule("accounts.password", on=timezone.localdate()).value
    assert isinstance(value, dict)
    return (
        f"至少 {value['min_length']} 位，含大写字母、小写字母、数字、符号中的 {value['min_classes']} 类以上；"
        "不得为常见口令，不得含登录名。"
    )


def _visible(actor: Actor) -> QuerySet[Person]:
    if keeps_accounts(actor):
        return Person.objects.all()
    if not sees_directory(actor):
        return Person.objects.none()
    day = timezone.localdate()
    holding = Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)
    return Person.objects.filter(is_active=True, pk__in=holding.values("person_id"))


def _with_holdings(found: QuerySet[Person]) -> QuerySet[Person]:
    day = timezone.localdate()
    held = Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)
    today = held.select_related("post__office").order_by("start", "pk")
    return found.prefetch_related(Prefetch("holdings", queryset=today, to_attr="held_today"))


def _row(actor: Actor, person: Person) -> PersonRow:
    shown = keeps_accounts(actor) or person.code == actor.person_code
    held: list[Holding] = getattr(person, "held_today", [])
    return PersonRow(
        code=person.code,
        name=person.name,
        login=person.login if shown else "",
        is_active=person.is_active,
        must_change_password=person.must_change_password if shown else False,
        holdings=tuple(_holding(h) for h in held),
    )


def _holding(held: Holding) -> HoldingRow:
    return HoldingRow(
        post=held.post.code,
        post_name=held.post.name,
        office=held.post.office.code,
        office_name=held.post.office.name,
        role_names=tuple(ROLE_NAMES[Role(r)] for r in held.post.roles),
        start=held.start,
        end=held.end,
    )
