"""Records of channels and of leads that offices share, and every way in to them."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from visible_asker import (
    Way,
    api_each,
    api_list,
    api_total,
    command,
    command_each,
    count,
    detail,
    export,
    page,
    search,
)
from visible_world import MAKERS, OFFICE_OF, Made, Record, World, credit_code

HEADS = {"1": "office_head", "2": "other_head"}


def _lead(world: World, number: int, label: str, owner: str) -> tuple[str, str]:
    from zhuchao.engagements.flows import open_lead

    name = f"示例{label}号共享织造有限公司"
    code = open_lead(actor=world.actors[owner], uscc=credit_code(number), company_name=name, source="visit")
    return code, name


def _shared(world: World) -> Made:
    """A lead of each office, and one of 示例街道一 that 示例街道二 is asked to share."""
    from zhuchao.engagements.flows import propose_share

    made = {}
    for number, (label, owner) in enumerate({"1": "officer", "2": "other_officer", "x": "officer"}.items()):
        code, name = _lead(world, 40 + number, label, owner)
        made[label] = Record(name, code, credit_code(40 + number))
        to = "T2" if label == "x" else "C"
        head = world.actors[HEADS.get(label, "office_head")]
        asked = propose_share(actor=head, code=code, office=to, percent=40, note=f"示例约定{label}")
        made[label].at["asked"] = asked
    return made


def lead_share(world: World) -> Made:
    """A lead of each office shared with the centre, and one that both share."""
    from zhuchao.engagements.flows import accept_share

    made = _shared(world)
    for label, its in made.items():
        signs = world.actors["other_head" if label == "x" else "centre"]
        accept_share(actor=signs, proposal=its.at["asked"])
    return made


def share_proposal(world: World) -> Made:
    """The same leads before anybody signed."""
    return _shared(world)


def introducer(world: World) -> Made:
    """An introducer that each office entered."""
    from zhuchao.companies.flows import add_company
    from zhuchao.engagements.flows import add_introducer

    made = {}
    for label, maker in MAKERS.items():
        uscc, name = credit_code(60 + int(label)), f"示例引荐{label}号商会"
        add_company(actor=world.actors["centre"], uscc=uscc, name=name, kind="chamber")
        code = add_introducer(actor=world.actors[maker], uscc=uscc, purpose="示例目的")
        made[label] = Record(name, code, uscc)
    return made


def agency_contract(world: World) -> Made:
    """A contract of each office with one introducer, and a payment under it."""
    from zhuchao.engagements.flows import record_agency_payment, sign_agency_contract

    who = introducer(world)["1"].key
    made = {}
    today = timezone.localdate()
    for label, maker in MAKERS.items():
        number = f"示例委托协议{label}号"
        kept: dict[str, Any] = {"actor": world.actors[maker], "file_name": "件.pdf"}
        code = sign_agency_contract(
            **kept,
            introducer=who,
            number=number,
            channel="chamber",
            signed_on=today,
            starts_on=today,
            ends_on=today + timedelta(days=90),
            fee_terms="示例条件",
            fee_wan=Decimal(30),
            file=io.BytesIO(f"%PDF-1.4 {number}".encode()),
        )
        inside = f"示例付款说明{label}"
        record_agency_payment(
            **kept,
            code=code,
            amount_wan=Decimal(1),
            paid_on=today,
            note=inside,
            file=io.BytesIO(f"%PDF-1.4 {inside}".encode()),
        )
        made[label] = Record(number, code, number[2:], {"inside": inside})
    return made


def contact_log(world: World) -> Made:
    """An answer by each officer."""
    from zhuchao.engagements.flows import answer_lead

    made = {}
    for label, maker in MAKERS.items():
        code, name = _lead(world, 70 + int(label), label, maker)
        answer_lead(actor=world.actors[maker], code=code, note=f"示例往来内容{label}")
        made[label] = Record(
            name,
            code,
            credit_code(70 + int(label)),
            {"said": f"示例往来内容{label}", "office": OFFICE_OF[label]},
        )
    return made


def _said(way: Way) -> Way:
    """The same way, asked for what was said instead of with whom."""

    def shown(asker: Any, made: Made) -> set[str] | int:
        return way(asker, {label: Record(its.at["said"], its.key, its.seek) for label, its in made.items()})

    return shown


WAYS: dict[str, dict[str, Way]] = {
    "lead-share": {
        "list": page("engagements:leads"),
        "search": search("engagements:leads"),
        "detail": detail("engagements:lead"),
        "export": export("engagements:leads"),
        "count": count("engagements:leads"),
        "api-list": api_list("engagements/leads"),
        "api-detail": api_each("engagements/leads/{key}"),
        "api-count": api_total("engagements/leads"),
        "command": command("engagements:leads", "list"),
        "command-each": command_each("engagements:leads", "show"),
    },
    "share-proposal": {
        "detail": detail("engagements:lead"),
        "api-list": api_list("engagements/proposals"),
        "command": command("engagements:leads", "proposals"),
    },
    "introducer": {
        "list": page("engagements:introducers"),
        "search": search("engagements:introducers"),
        "detail": detail("engagements:introducer"),
        "export": export("engagements:introducers"),
        "count": count("engagements:introducers"),
        "api-list": api_list("engagements/introducers"),
        "api-detail": api_each("engagements/introducers/{key}"),
        "api-count": api_total("engagements/introducers"),
        "command": command("engagements:leads", "introducers"),
    },
    "agency-contract": {
        "list": page("engagements:contracts"),
        "search": search("engagements:contracts"),
        "detail": detail("engagements:contract"),
        "payments": detail("engagements:contract", inside="inside"),
        "export": export("engagements:contracts"),
        "count": count("engagements:contracts"),
        "api-list": api_list("engagements/agency"),
        "api-detail": api_each("engagements/agency/{key}"),
        "api-count": api_total("engagements/agency"),
        "command": command("engagements:leads", "contracts"),
    },
    "contact-log": {
        "list": page("engagements:contact-log"),
        "search": search("engagements:contact-log"),
        "export": export("engagements:contact-log"),
        "count": count("engagements:contact-log"),
        "api-list": api_list("engagements/contact-log"),
        "api-count": api_total("engagements/contact-log"),
        "command": command("engagements:leads", "contacts"),
        "said-in-list": _said(page("engagements:contact-log")),
        "said-in-export": _said(export("engagements:contact-log")),
        "said-in-api": _said(api_list("engagements/contact-log")),
        "said-in-command": _said(command("engagements:leads", "contacts")),
    },
}
