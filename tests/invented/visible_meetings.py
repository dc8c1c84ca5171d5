"""Meetings of each office and one whose follow-up another office has, events, imports of a 台账; every way in to them."""

from datetime import date
from typing import Any

from django.urls import reverse
from ledger_files import row, workbook
from visible_asker import (
    Way,
    api_each,
    api_list,
    api_total,
    command,
    command_each,
    count,
    detail,
    each,
    export,
    page,
    search,
)
from visible_world import MAKERS, OFFICE_OF, Made, Record, World

_DAY = date(2025, 3, 3)
_HELD_BY = {**MAKERS, "x": "officer"}


def meeting(world: World) -> Made:
    """A visit of each office, and one of 示例街道一 after which 示例街道二 has something to do."""
    from zhuchao.engagements.flows import add_dissent, hold_engagement, set_follow_up

    made = {}
    for label, maker in _HELD_BY.items():
        actor, title, company = world.actors[maker], f"示例第{label}号走访", f"示例{label}号受访有限公司"
        code = hold_engagement(
            actor=actor,
            kind="visit",
            title=title,
            company_name=company,
            held_on=_DAY,
            summary=f"示例谈到第{label}号意向",
            ours=2,
            theirs=1,
            interest="none",
        )
        to_do = f"示例会后第{label}件事"
        office = "T2" if label == "x" else OFFICE_OF[label]
        set_follow_up(actor=actor, code=code, text=to_do, office=office)
        doubt = f"示例不赞成第{label}号意向"
        add_dissent(actor=actor, code=code, text=doubt)
        made[label] = Record(title, code, company, {"doubt": doubt, "to_do": to_do})
    return made


def meeting_fact(world: World) -> Made:
    """What was said at those meetings."""
    return {
        label: Record(its.at["doubt"], its.key, its.seek, its.at) for label, its in meeting(world).items()
    }


def follow_up(world: World) -> Made:
    """What is to be done after those meetings."""
    return {
        label: Record(its.at["to_do"], its.key, its.seek, its.at) for label, its in meeting(world).items()
    }


def event(world: World) -> Made:
    """An event that each office held."""
    from zhuchao.engagements.flows import hold_event, plan_event

    made = {}
    for label, maker in MAKERS.items():
        actor, title = world.actors[maker], f"示例第{label}场推介会"
        code = plan_event(actor=actor, kind="promotion", title=title, planned_on=_DAY)
        hold_event(actor=actor, code=code, held_on=_DAY, guests=20)
        made[label] = Record(title, code, title[2:])
    return made


def project_import(world: World) -> Made:
    """A 台账 that each office imported, with a row that was given back."""
    from zhuchao.projects.flows import import_ledger, receive_ledger

    made = {}
    for label, maker in MAKERS.items():
        actor, number, name = world.actors[maker], int(label) * 10, f"示例{label}号台账.xlsx"
        office = {"c4": f"示例街道{'一二'[int(label) - 1]}"}
        rows = [row(number, **office), row(number + 1, **office, c9="不少")]
        code = receive_ledger(actor=actor, name=name, chunks=[workbook(rows)])
        import_ledger(actor=actor, code=code, leave_rejected=True)
        made[label] = Record(name, code)
    return made


def _api_file(path: str) -> Way:
    """Whether the file of each is given over REST."""

    def given(asker: Any, its: Record) -> bool:
        return bool(asker.client.get(f"/api/v1/{path.format(key=its.key)}").status_code == 200)

    return each(given)


def _file(name: str) -> Way:
    """Whether the file of each is given."""

    def given(asker: Any, its: Record) -> bool:
        return bool(asker.client.get(reverse(name, args=[its.key])).status_code == 200)

    return each(given)


MEETING_WAYS: dict[str, dict[str, Way]] = {
    "meeting": {
        "list": page("engagements:engagements"),
        "search": search("engagements:engagements"),
        "detail": detail("engagements:engagement"),
        "export": export("engagements:engagements"),
        "count": count("engagements:engagements"),
        "api-list": api_list("engagements/engagements"),
        "api-search": api_each("engagements/engagements", text="{seek}"),
        "api-detail": api_each("engagements/engagements/{key}"),
        "api-count": api_total("engagements/engagements"),
        "command": command("engagements:engagements", "list"),
        "command-show": command_each("engagements:engagements", "show"),
    },
    "meeting-fact": {
        "timeline": detail("engagements:engagement"),
        "api-history": api_each("engagements/engagements/{key}/history"),
        "command": command_each("engagements:engagements", "show"),
    },
    "follow-up": {
        "detail": detail("engagements:engagement"),
        "api-list": api_each("engagements/engagements/{key}/follow-ups"),
    },
    "event": {
        "list": page("engagements:events"),
        "search": search("engagements:events"),
        "detail": detail("engagements:event"),
        "export": export("engagements:events"),
        "count": count("engagements:events"),
        "api-list": api_list("engagements/events"),
        "api-detail": api_each("engagements/events/{key}"),
        "api-count": api_total("engagements/events"),
        "command": command("engagements:events", "list"),
    },
    "project-import": {
        "list": page("projects:imports"),
        "detail": detail("projects:import"),
        "rejects": _file("projects:import-rejects"),
        "count": count("projects:imports"),
        "api-list": api_list("projects/imports"),
        "api-detail": api_each("projects/imports/{key}/preview"),
        "api-one": api_each("projects/imports/{key}"),
        "api-rejects": _api_file("projects/imports/{key}/rejects"),
        "api-count": api_total("projects/imports"),
    },
}
