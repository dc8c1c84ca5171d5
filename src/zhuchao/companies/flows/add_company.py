"""Write down a company that the registry does not know."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.master import check_code, check_fields
from zhuchao.companies.store import master
from zhuchao.ledger.store import recording
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def add_company(
    *,
    actor: Actor,
    uscc: str,
    name: str,
    kind: str = "enterprise",
    county_code: str = "",
    industry_code: str = "",
    reg_date: date | None = None,
    capital_wan: Decimal | None = None,
    address: str = "",
    scope: str = "",
    note: str = "",
) -> str:
    """Take a company into the master by hand, for the actor's office; gives the cleaned code.

    ``county_code`` is a county or city as people write it, ``capital_wan`` in 万元, ``industry_code`` of GB/T 4754.
    Raises Refused with every fault at once: a wrong code or value, or the company is in the master or the
    registry already; and when the actor does not keep the master.
    """
    rights.need_keeper(actor)
    code, today = credit_code.clean(uscc), timezone.localdate()
    texts = {"name": name, "industry_code": industry_code, "address": address, "scope": scope, "note": note}
    given: dict[str, object] = {k: v.strip() for k, v in texts.items()}
    given |= {"kind": kind, "reg_date": reg_date, "capital_wan": capital_wan}
    refusals = check_code(code) + check_fields(given, dict(selectors.kinds()), master.bounds(today))
    place = ""
    try:
        place = selectors.place_code(county_code)
    except Refused as refused:
        refusals += refused.refusals
    if refusals:
        raise Refused(*refusals)
    _refuse_known(actor, code)
    values = master.Values(uscc=code, **selectors.place_fields(place), **given)  # type: ignore[arg-type]
    with recording(actor) as book:
        master.create(book, values, office=actor.home_office, from_registry=False, on=today)
    return code


def _refuse_known(actor: Actor, code: str) -> None:
    """What the registry has is taken from there: it is entered once, with its source."""
    if selectors.company(actor, code) is None and (row := selectors.registry_row(actor, code)) is not None:
        raise Refused(
            Refusal(
                "companies.in-registry",
                f"登记库里已有该代码的企业“{row.name}”",
                "请打开该企业页面点“纳入企业主档”，再更正有变化的内容。",
                "uscc",
                "一家企业只登记一次",
            )
        )
