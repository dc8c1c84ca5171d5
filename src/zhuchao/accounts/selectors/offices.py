"""Offices and posts. The tree is open to staff and to the system and security administrators."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhuchao.accounts.models import Holding, Office, OfficeKind, OfficeName, OfficeSuccession, Post
from zhuchao.terms.actor import ROLE_NAMES, Actor, Role


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office in the tree: ``depth`` 0 for the root; rows come in the order of the tree."""

    code: str
    name: str
    kind: str
    kind_name: str
    parent: str
    valid_from: date
    valid_to: date | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Succession:
    """One passing of duties from office to office."""

    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    on: date
    kind: str
    document: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with those who hold it on the day asked."""

    code: str
    name: str
    office: str
    office_name: str
    roles: tuple[str, ...]
    role_names: tuple[str, ...]
    is_head: bool
    valid_from: date
    valid_to: date | None
    holders: tuple[tuple[str, str], ...] = ()


def sees_directory(actor: Actor) -> bool:
    """Offices, posts and who holds them: staff, and the two administrators who keep them."""
    return actor.is_staff or actor.has(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


def alive(day: date) -> Q:
    """Rows with ``valid_from`` and ``valid_to`` that exist on the day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def offices(actor: Actor, *, on: date | None = None, ended: bool = False) -> list[OfficeRow]:
    """The offices that exist on the day (today when not said) in the order of the tree.

    ``ended`` adds those that are no more. Empty for whoever may not see the directory.
    """
    if not sees_directory(actor):
        return []
    found = Office.objects.all() if ended else Office.objects.filter(alive(on or timezone.localdate()))
    rows = list(found.select_related("parent").order_by("code"))
    by_parent: dict[int, list[Office]] = {}
    present = {o.pk for o in rows}
    for office in rows:
        # An office whose parent is not on this list stands at the root.
        by_parent.setdefault(office.parent_id if office.parent_id in present else 0, []).append(office)
    ordered: list[OfficeRow] = []
    stack = [(o, 0) for o in reversed(by_parent.get(0, []))]
    while stack:
        here, depth = stack.pop()
        ordered.append(_row(here, depth))
        stack.extend((o, depth + 1) for o in reversed(by_parent.get(here.pk, [])))
    return ordered


def office(actor: Actor, code: str) -> OfficeRow | None:
    """One office, also when it is no more; None when unknown or not to be seen."""
    if not sees_directory(actor):
        return None
    found = Office.objects.select_related("parent").filter(code=code).first()
    return _row(found, 0) if found else None


def _row(office: Office, depth: int) -> OfficeRow:
    return OfficeRow(
        code=office.code,
        name=office.name,
        kind=office.kind,
        kind_name=OfficeKind(office.kind).label,
        parent=office.parent.code if office.parent else "",
        valid_from=office.valid_from,
        valid_to=office.valid_to,
        depth=depth,
    )


def office_kinds() -> list[tuple[str, str]]:
    """Codes and names of the kinds of office, for forms."""
    return [(kind.value, str(kind.label)) for kind in OfficeKind]


def office_name_on(actor: Actor, code: str, day: date) -> str:
    """What the office was called that day; its present name when no dated name is known, '' when unknown."""
    if not sees_directory(actor):
        return ""
    dated = OfficeName.objects.filter(office__code=code, since__lte=day).order_by("-since", "-pk").first()
    if dated:
        return dated.name
    found = Office.objects.filter(code=code).first()
    return found.name if found else ""


def office_names(actor: Actor, code: str) -> list[tuple[date, str, str]]:
    """Every name the office bore: first day, name, document; the newest first."""
    if not sees_directory(actor):
        return []
    dated = OfficeName.objects.filter(office__code=code).order_by("-since", "-pk")
    return list(dated.values_list("since", "name", "document"))


def successions(actor: Actor, code: str) -> list[Succession]:
    """What the office took over and what became of it, the newest first."""
    if not sees_directory(actor):
        return []
    links = OfficeSuccession.objects.filter(Q(predecessor__code=code) | Q(successor__code=code))
    return [
        Succession(
            link.predecessor.code,
            link.predecessor.name,
            link.successor.code,
            link.successor.name,
            link.on,
            OfficeSuccession.Kind(link.kind).label,
            link.document,
        )
        for link in links.select_related("predecessor", "successor").order_by("-on", "-pk")
    ]


def posts(actor: Actor, *, office: str = "", on: date | None = None, ended: bool = False) -> list[PostRow]:
    """Posts of one office, or of all, with their holders on the day (today when not said). Two queries."""
    if not sees_directory(actor):
        return []
    day = on or timezone.localdate()
    found: QuerySet[Post] = Post.objects.select_related("office")
    if office:
        found = found.filter(office__code=office)
    if not ended:
        found = found.filter(alive(day))
    rows = list(found.order_by("office__code", "-is_head", "code"))
    held: dict[int, list[tuple[str, str]]] = {}
    holding = Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=day), post__in=rows, start__lte=day)
    for post_id, code, name in holding.order_by("start", "pk").values_list(
        "post_id", "person__code", "person__name"
    ):
        held.setdefault(post_id, []).append((code, name))
    return [_post_row(post, tuple(held.get(post.pk, ()))) for post in rows]


def post(actor: Actor, code: str) -> PostRow | None:
    """One post with its holders today; None when unknown or not to be seen."""
    found = Post.objects.filter(code=code).values_list("office__code", flat=True).first()
    rows = posts(actor, office=found, ended=True) if found else []
    return next((row for row in rows if row.code == code), None)


def _post_row(post: Post, holders: tuple[tuple[str, str], ...]) -> PostRow:
    roles = tuple(post.roles)
    return PostRow(
        code=post.code,
        name=post.name,
        office=post.office.code,
        office_name=post.office.name,
        roles=roles,
        role_names=tuple(ROLE_NAMES[Role(r)] for r in roles),
        is_head=post.is_head,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        holders=holders,
    )
