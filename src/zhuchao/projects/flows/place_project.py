"""Say which link of which industry chain a project fills."""

from datetime import date

from django.utils import timezone

from zhuchao.chains.selectors import chain as known_chain
from zhuchao.chains.selectors import link_of
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def place_project(
    *, actor: Actor, code: str, chain: str, link: str = "", happened_on: date | None = None
) -> None:
    """From ``happened_on`` (today) on the project fills the ``link`` of the ``chain``, both by code or name; without a
    link it stands on the chain as a whole, without a chain on none. What it stood on before stays known.

    Raises Refused when the actor may not work on the project, there is no such chain or link, a link comes without
    its chain, nothing changes, the day lies ahead, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_work(actor, project.office_code):
        raise forbidden("projects.owner-only", "只有牵头单位和促进中心可以确定该项目的产业链环节")
    today = timezone.localdate()
    day = happened_on or today
    wrong = checks.day("happened_on", day, today=today)
    if link and not chain:
        wrong.append(Refusal("projects.link-alone", "只填了环节，没有产业链", "请一并选择产业链。", "chain"))
    if wrong:
        raise Refused(*wrong)
    its = known_chain(actor, chain) if chain else None
    now = {"chain": its.code if its else "", "link": link_of(its, link).code if its and link else ""}
    before = {name: getattr(project, name) for name in now}
    if now == before:
        raise Refused(Refusal("projects.no-change", "没有变化", "请选择另一个产业链或环节。", "link"))
    with recording(actor) as book:
        store.place(book, project, on=day, before=before, now=now)
        refresh_projects(actor=actor, codes=[code])
