"""Found the 示例 district: offices, posts, people, by the administrators' own flows."""

from django.db import transaction

from zhuchao.accounts import selectors
from zhuchao.accounts.flows.assign_post import assign_post
from zhuchao.accounts.flows.change_password import change_password
from zhuchao.accounts.flows.create_first_admins import create_first_admins
from zhuchao.accounts.flows.create_office import create_office
from zhuchao.accounts.flows.create_person import create_person
from zhuchao.accounts.flows.create_post import create_post
from zhuchao.accounts.flows.set_post_roles import set_post_roles
from zhuchao.demo import store
from zhuchao.demo.engine.acts import moment
from zhuchao.demo.engine.district import (
    DEFAULT_LOGIN,
    FOUNDED,
    OFFICES,
    OTHER_POSTS,
    PASSWORD,
    POSTS,
    SeedPost,
)
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refused, forbidden


def load_district(*, actor: Actor) -> bool:
    """Fill an empty home with offices, posts and people; True when it was done now, False when they stand.

    Raises Refused when the actor is not the machine itself, or the home has people of another district.
    """
    if actor != SYSTEM:
        raise forbidden("demo.set-up-only", "示例区只在安装时由命令行装入", "请运行 zhuchao demo load。")
    if _stands():
        return False
    # All or nothing: a home left half filled by Ctrl-C could not be filled again.
    with transaction.atomic(), store.travelling(moment(FOUNDED, 0)), store.printed_passwords():
        for login, password in create_first_admins(actor=SYSTEM).items():
            change_password(actor=selectors.actor_by_login(login), old=password, new=PASSWORD)
        system, security = (selectors.actor_by_login(login) for login in ("sysadmin", "secadmin"))
        for office in OFFICES:
            create_office(
                actor=system,
                code=office.code,
                name=office.name,
                kind=office.kind,
                parent=office.parent,
                valid_from=FOUNDED,
            )
        for post in (*POSTS, *OTHER_POSTS):
            _fill(system, security, post, opens=post in POSTS)
    store.set_default_actor(DEFAULT_LOGIN)
    return True


def _stands() -> bool:
    try:
        selectors.actor_by_login(DEFAULT_LOGIN)
    except Refused:
        return False
    return True


def _fill(system: Actor, security: Actor, post: SeedPost, *, opens: bool) -> None:
    """``opens``: the person has chosen the printed password; the others' accounts have none yet."""
    create_post(
        actor=system,
        office=post.office,
        name=post.name,
        code=post.code,
        is_head=post.is_head,
        valid_from=FOUNDED,
    )
    set_post_roles(actor=security, post=post.code, roles=[role.value for role in post.roles])
    person, first = create_person(actor=system, login=post.login, name=post.person, opens=opens)
    assign_post(actor=security, person=person, post=post.code, start=FOUNDED)
    if opens:
        change_password(actor=selectors.actor_by_login(post.login), old=first, new=PASSWORD)
