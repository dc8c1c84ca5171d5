"""Appoint the three administrators of a new home, once."""

from django.db import IntegrityError
from django.utils import timezone

from zhuchao.accounts.models import Holding, Office, OfficeKind, OfficeName, Person, Post
from zhuchao.accounts.store import passwords
from zhuchao.ledger.store import Book, recording
from zhuchao.terms.actor import ROLE_NAMES, SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden

#: login of the administrator → role.
_FIRST = {
    "sysadmin": Role.SYSTEM_ADMIN,
    "secadmin": Role.SECURITY_ADMIN,
    "audadmin": Role.AUDIT_ADMIN,
}
_OFFICE = "admin"


def create_first_admins(*, actor: Actor) -> dict[str, str]:
    """Create the office of administration with one person for each of the three powers; gives one-time
    passwords by login name, each to be changed at the first log-in.

    Only the machine itself may, at set-up. Raises Refused when the home has people already.
    """
    if actor != SYSTEM:
        raise forbidden("accounts.set-up-only", "首批管理员只在安装时由命令行创建", "请联系系统管理员。")
    try:
        with recording(actor) as book:
            if Person.objects.exists():
                raise _done()
            return _create(book)
    except IntegrityError as error:
        # A second set-up at the same moment was first.
        raise _done() from error


def _done() -> Refused:
    return Refused(
        Refusal("accounts.set-up-done", "系统中已有人员，首批管理员不能再次创建", "请由系统管理员开设账号。")
    )


def _create(book: Book) -> dict[str, str]:
    today = timezone.localdate()
    office = Office.objects.create(
        code=_OFFICE, name="系统管理", kind=OfficeKind.DEPARTMENT, valid_from=today
    )
    OfficeName.objects.create(office=office, name=office.name, since=today)
    book.audit("设立机构", f"office:{_OFFICE}", office.name)
    made: dict[str, str] = {}
    for login, role in _FIRST.items():
        name = ROLE_NAMES[role]
        post = Post.objects.create(code=login, office=office, name=name, roles=[role.value], valid_from=today)
        person = Person(code=login, login=login, name=name)
        made[login] = passwords.one_time(login)
        person.set_unusable_password()
        person.save()
        passwords.put(person, made[login], book.now, must_change=True)
        Holding.objects.create(person=person, post=post, start=today)
        roles: dict[str, list[object]] = {"roles": [None, [role.value]]}
        book.audit("任命首批管理员", f"person:{login}", name, changes=roles)
    return made
