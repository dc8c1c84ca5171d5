"""Take a company from the registry into the district's own master."""

from decimal import Decimal

from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.master import check_code
from zhuchao.companies.store import master
from zhuchao.ledger.store import recording
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_FOUR = Decimal("0.0001")


def adopt_company(*, actor: Actor, uscc: str) -> str:
    """Copy what the registry says of the company into the master, for the actor's office; gives the cleaned code.

    Raises Refused when the actor does not keep the master, the code is wrong, the registry has no such company,
    or it is in the master already.
    """
    rights.need_keeper(actor)
    code = credit_code.clean(uscc)
    if faults := check_code(code):
        raise Refused(*faults)
    found = selectors.registry_row(actor, code)
    if found is None:
        raise Refused(
            Refusal(
                "companies.not-in-registry",
                f"登记库里没有信用代码为“{code}”的企业",
                "请核对代码；登记库之后新设的企业可“手工登记”。",
                "uscc",
            )
        )
    capital = None if found.capital_wan is None else Decimal(str(found.capital_wan)).quantize(_FOUR)
    values = master.Values(
        uscc=found.uscc,
        name=found.name[:200],
        kind="enterprise",
        county_code=found.county_code or "",
        city_code=found.city_code or "",
        reg_date=found.reg_date,
        capital_wan=capital,
        address=(found.address or "")[:300],
        scope=found.scope or "",
    )
    with recording(actor) as book:
        master.create(book, values, office=actor.home_office, from_registry=True, on=timezone.localdate())
    return code
