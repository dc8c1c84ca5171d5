"""Put right what the master says of a company."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.master import FIELD_NAMES, check_fields
from zhuchao.companies.store import master
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_FOUR = Decimal("0.0001")


def correct_company(*, actor: Actor, uscc: str, version: int, changes: Mapping[str, object]) -> list[str]:
    """Change fields of a company (keys of ``engine.master.FIELD_NAMES``); gives the names of those that changed.

    ``version`` is the one the actor saw. ``county_code`` takes a place as people write it, ``capital_wan`` is in
    万元. Raises Refused when the actor does not keep the master, the company is not in it, a value is wrong,
    nothing differs, or somebody else changed it since.
    """
    rights.need_keeper(actor)
    row, today = selectors.company_row(actor, uscc), timezone.localdate()
    given = {k: v.strip() if isinstance(v, str) else v for k, v in changes.items()}
    refusals = [
        Refusal("companies.field", f"企业主档没有“{key}”这一项", f"可更正：{'、'.join(FIELD_NAMES)}。", key)
        for key in given
        if key not in FIELD_NAMES
    ]
    refusals += check_fields(given, dict(selectors.kinds()), master.bounds(today))
    try:
        if "county_code" in given:
            given |= selectors.place_fields(selectors.place_code(str(given["county_code"] or "")))
    except Refused as refused:
        refusals += refused.refusals
    if refusals:
        raise Refused(*refusals)
    if given.get("capital_wan") not in (None, ""):
        given["capital_wan"] = Decimal(str(given["capital_wan"])).quantize(_FOUR)
    with recording(actor) as book:
        changed = master.correct(
            book, row, version=version, changes=given, office=actor.home_office, on=today
        )
    return [name for name in FIELD_NAMES if name in changed]
