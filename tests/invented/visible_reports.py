"""Reports and forms of each office, and every way in to them."""

import io
from typing import Any

import openpyxl
from django.utils import timezone
from visible_asker import Way, api_each, api_list, api_total, command, count, detail, export, page, search
from visible_world import MAKERS, Made, Record, World

REPORT_WAYS: dict[str, dict[str, Way]] = {
    "chain-version": {
        "page": detail("chains:versions"),
        "api-list": api_list("chains/versions"),
        "command": command("chains:chains", "versions"),
    },
    "chain-draft": {
        "page": detail("chains:draft"),
        "publish-page": detail("chains:draft-publish"),
        "api-detail": api_each("chains/drafts/{key}"),
    },
    "report": {
        "list": page("reports:issues"),
        "search": search("reports:issues"),
        "detail": detail("reports:issue"),
        "export": export("reports:issues"),
        "count": count("reports:issues"),
        "compare": detail("reports:compare"),
        "api-list": api_list("reports/issues"),
        "api-detail": api_each("reports/issues/{key}"),
        "api-count": api_total("reports/issues"),
        "command": command("reports:report", "list"),
    },
    "superior-form": {
        "list": page("reports:forms"),
        "detail": detail("reports:form"),
        "export": export("reports:forms"),
        "count": count("reports:forms"),
        "api-list": api_list("reports/forms"),
        "api-detail": api_each("reports/forms/{key}"),
        "api-count": api_total("reports/forms"),
        "command": command("reports:report", "forms"),
    },
}


def report(world: World) -> Made:
    """A draft of each office."""
    from zhuchao.reports.flows import draft_issue
    from zhuchao.reports.selectors import Ask

    made = {}
    for label, maker in MAKERS.items():
        ask = Ask(template="月报", as_of=timezone.localdate())
        code = draft_issue(actor=world.actors[maker], ask=ask)
        made[label] = Record(code, code, "招商工作月报")
    return made


def superior_form(world: World) -> Made:
    """A form that each office took in."""
    from zhuchao.reports.flows import add_form

    made: dict[str, Any] = {}
    for label, maker in MAKERS.items():
        raw = io.BytesIO()
        openpyxl.Workbook().save(raw)
        name = f"示例{label}号上级表格"
        code = add_form(
            actor=world.actors[maker], name=name, stream=io.BytesIO(raw.getvalue()), file_name="表.xlsx"
        )
        made[label] = Record(name, code)
    return made


def chain_version(world: World) -> Made:
    """A version the centre published; the ground tells of it."""
    from zhuchao.chains.flows.publish_chain import publish_chain

    drafted, ground = chain_draft(world)["0"], "示例修改说明"
    centre, on = world.actors["centre"], timezone.localdate()
    publish_chain(actor=centre, chain=drafted.key, on=on, reason=ground)
    return {"0": Record(ground, drafted.key)}


def chain_draft(world: World) -> Made:
    """A draft of the centre with one more link."""
    from zhuchao.chains.engine.editing import LinkChange
    from zhuchao.chains.flows.add_link import add_link
    from zhuchao.chains.flows.draft_chain import draft_chain

    centre, name = world.actors["centre"], "示例草拟环节"
    code = draft_chain(actor=centre, chain="machinery")
    add_link(actor=centre, chain=code, change=LinkChange(name=name, stage="中游", make=["示例件"]))
    return {"0": Record(name, code)}
