"""What the page of a target tells of our own dealings with it: a contact and a visit of each office; every way in."""

from datetime import date
from typing import Any

from django.urls import reverse
from visible_asker import Asker, Way, each
from visible_world import MAKERS, Made, Record, World

CHAIN, LINK, DISTRICT = "machinery", "bearings", "330603"
#: A bearing maker of Nanjing in the small registry.
NAME = "南京示例轴承集团有限公司"


def target_dealing(world: World) -> Made:
    """A contact and a visit of each office with one company outside the district; ``title`` shows the contact."""
    from zhuchao.chains.selectors import link_page
    from zhuchao.companies.flows import add_contact, adopt_company
    from zhuchao.engagements.flows import hold_engagement

    uscc = world.lake.codes[NAME]
    # The page answers only when the tables are there; this builds what it asks for.
    link_page(world.actors["centre"], CHAIN, LINK, DISTRICT)
    adopt_company(actor=world.actors["centre"], uscc=uscc)
    made = {}
    for label, maker in MAKERS.items():
        actor, met, title = world.actors[maker], f"示例第{label}次登门", f"示例{label}号厂长"
        who = {"name": f"示例王小{label}", "title": title, "phone": f"1390000123{label}"}
        add_contact(actor=actor, uscc=uscc, purpose="示例招商", **who)
        code = hold_engagement(
            actor=actor,
            uscc=uscc,
            title=met,
            held_on=date(2026, 3, 2),
            summary="示例谈扩产",
            interest="none",
        )
        made[label] = Record(met, code, at={"uscc": uscc, "title": title})
    return made


def _address(its: Record) -> str:
    return reverse("chains:target", args=[CHAIN, LINK, its.at["uscc"]])


def _api(asker: Asker, its: Record) -> str:
    return str(asker.api(f"chains/chains/{CHAIN}/links/{LINK}/targets/{its.at['uscc']}"))


def _told(asker: Asker, its: Record) -> str:
    asked: list[Any] = [CHAIN, "--link", LINK, "--district", DISTRICT, "--uscc", its.at["uscc"]]
    return asker.told("chains:chains", "target", *asked)


TARGET_WAYS: dict[str, dict[str, Way]] = {
    "target-dealing": {
        "page-visit": each(lambda asker, its: its.mark in asker.page(_address(its))),
        "page-contact": each(lambda asker, its: its.at["title"] in asker.page(_address(its))),
        "api-visit": each(lambda asker, its: its.mark in _api(asker, its)),
        "api-contact": each(lambda asker, its: its.at["title"] in _api(asker, its)),
        "command-visit": each(lambda asker, its: its.mark in _told(asker, its)),
        "command-contact": each(lambda asker, its: its.at["title"] in _told(asker, its)),
    }
}
