"""Take a project into the books."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, Unpack

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


class About(TypedDict, total=False):
    """What else may be known of a new project: GB/T 4754 code, chain and link, channel, introducer, place it comes from,
    the lead it was, and a few sentences."""

    industry_code: str
    chain: str
    link: str
    channel: str
    introducer: str
    source_place: str
    lead_code: str
    summary: str


def open_project(
    *,
    actor: Actor,
    name: str,
    company_name: str,
    klass: str,
    nature: str,
    form: str,
    uscc: str = "",
    office: str = "",
    fields: Mapping[str, object] | None = None,
    opened_on: date | None = None,
    demo: bool = False,
    **more: Unpack[About],
) -> str:
    """Open a project for an office (the actor's own when not said) on a day (today) and give its code.

    Raises Refused with every reason when the actor may not open projects for the office, a code is none of the
    rulebook's, the credit code is wrong, a field's value cannot be read, or the office follows the same company
    under the same project name already.
    """
    owner = office or actor.home_office
    if not rights.may_open(actor, owner):
        raise forbidden("projects.open-right", "您不能为该单位登记项目")
    today = timezone.localdate()
    day = opened_on or today
    refusals = checks.named(name, company_name, uscc) + _kind_faults(klass, nature, form)
    refusals += checks.day("opened_on", day, today=today)
    refusals += selectors.office_faults(owner) + selectors.same_project(name, uscc, company_name)
    values, wrong = checks.values(selectors.field_specs(), fields or {}, klass=klass, form=form)
    if refusals := refusals + wrong:
        raise Refused(*refusals)
    columns: dict[str, str] = {column: str(text).strip() for column, text in more.items()}
    columns |= {"name": name.strip(), "company_name": company_name.strip(), "uscc": checks.cleaned(uscc)}
    columns |= {"office_code": owner, "klass": klass, "nature": nature, "form": form}
    with recording(actor) as book:
        project = store.open_project(
            book,
            opened_on=day,
            first_stage=selectors.route(klass, form)[0],
            values=values,
            columns=columns,
            demo=demo,
        )
        refresh_projects(actor=actor, codes=[project.code])
    return project.code


_LISTS = {"class": "classes", "nature": "natures", "form": "forms"}


def _kind_faults(klass: str, nature: str, form: str) -> list[Refusal]:
    listed = {kind: selectors.choices(word) for kind, word in _LISTS.items()}
    return checks.kinds({"class": klass, "nature": nature, "form": form}, listed)
