"""From a person to the actor every floor takes. ``actor_of`` runs on every request: three queries."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from zhuchao.accounts.models import Holding, Office, OfficeSuccession, Person
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def office_codes_under(office: Office) -> frozenset[str]:
    """The office, every office below it and every predecessor whose duties these took over."""
    children: dict[int, list[tuple[int, str]]] = {}
    for pk, parent, code in Office.objects.values_list("pk", "parent_id", "code"):
        children.setdefault(parent or 0, []).append((pk, code))
    before: dict[int, list[tuple[int, str]]] = {}
    links = OfficeSuccession.objects.values_list("successor_id", "predecessor_id", "predecessor__code")
    for successor, predecessor, code in links:
        before.setdefault(successor, []).append((predecessor, code))
    seen = {office.pk: office.code}
    queue = [office.pk]
    while queue:
        here = queue.pop()
        for pk, code in [*children.get(here, ()), *before.get(here, ())]:
            if pk not in seen:
                seen[pk] = code
                queue.append(pk)
    return frozenset(seen.values())


def current_holdings(person: Person, *, on: date | None = None) -> list[Holding]:
    """The posts the person holds on that day (today when not said), the oldest first."""
    day = on or timezone.localdate()
    held = Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=day), person=person, start__lte=day)
    return list(held.select_related("post__office").order_by("start", "pk"))


def actor_of(person: Person, *, post_code: str = "") -> Actor:
    """The actor a person is through one of the posts held now: the named one, else the first held."""
    holdings = current_holdings(person)
    chosen = next((h for h in holdings if h.post.code == post_code), holdings[0] if holdings else None)
    if chosen is None:
        return Actor(person_code=person.code, person_name=person.name)
    post = chosen.post
    return Actor(
        person_code=person.code,
        person_name=person.name,
        post_code=post.code,
        post_name=f"{post.office.name}{post.name}",
        home_office=post.office.code,
        office_codes=office_codes_under(post.office),
        roles=frozenset(Role(r) for r in post.roles),
    )


def actor_by_code(person_code: str, *, post_code: str = "") -> Actor | None:
    """The actor behind a person's code as of now, for work done later in somebody's name.

    None when the person was deactivated or no longer holds the post.
    """
    if person_code == SYSTEM.person_code:
        return SYSTEM
    person = Person.objects.filter(code=person_code, is_active=True).first()
    if person is None:
        return None
    actor = actor_of(person, post_code=post_code)
    return actor if actor.post_code == post_code else None


def actor_by_login(login: str) -> Actor:
    """The actor behind a login name, for the command line.

    Raises Refused when nobody active has that login.
    """
    person = Person.objects.filter(login=login, is_active=True).first()
    if person is None:
        raise Refused(
            Refusal(
                "accounts.unknown-login",
                f"没有启用的登录名“{login}”",
                "请用 --as 给出存在的登录名。",
                "login",
            )
        )
    return actor_of(person)


def default_login() -> str:
    """The login that a demonstration home acts as when nobody is named; empty in any other home."""
    kept = Path(settings.ZHUCHAO_HOME) / "default-actor"
    return kept.read_text(encoding="utf-8").strip() if kept.exists() else ""


def command_line_actor(login: str) -> Actor:
    """Who acts on the command line: ``--as``, else the home's default (set in a demonstration home).

    In a home without people, which holds nothing but a registry, it is the machine itself.
    Raises Refused when nobody is named in a home that has people.
    """
    name = login or default_login()
    if not name and not Person.objects.exists():
        return SYSTEM
    if not name:
        raise Refused(
            Refusal(
                "accounts.no-actor",
                "没有说明以谁的身份办理",
                "请用 --as 登录名，或设置 ZHUCHAO_ACTOR。",
                "login",
            )
        )
    return actor_by_login(name)
