"""Projects of each office and one of both (led by 示例街道一, assisted by 示例街道二), and every way in to them."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from visible_asker import (
    Asker,
    Way,
    api_each,
    api_list,
    api_some,
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
from visible_world import MAKERS, Made, Record, World, credit_code

_LED_BY = {**MAKERS, "x": "officer"}
_OPENED = date(2025, 1, 6)
_DAY = date(2025, 2, 10)
#: Sums whose total tells which of them are in it.
_AMOUNTS = {"1": Decimal(1), "2": Decimal(10), "x": Decimal(100)}


def project(world: World) -> Made:
    """A signed project of each office on a company of the master, and one that 示例街道二 assists."""
    from zhuchao.companies.flows import add_company
    from zhuchao.projects.flows import open_project, set_assisting

    made = {}
    for number, (label, maker) in enumerate(_LED_BY.items(), start=1):
        uscc, name = credit_code(600 + number), f"示例第{label}号投资项目"
        add_company(actor=world.actors["centre"], uscc=uscc, name=f"示例{number}号投资方有限公司")
        code = open_project(
            actor=world.actors[maker],
            name=name,
            company_name=f"示例{number}号投资方有限公司",
            uscc=uscc,
            klass="emerging",
            nature="new",
            form="lease",
            opened_on=_OPENED,
        )
        if label == "x":
            set_assisting(actor=world.actors["office_head"], code=code, shares={"T2": 30})
        _signed(world, label, code)
        made[label] = Record(name, code, uscc, {"uscc": uscc, "code": code})
    return made


def _signed(world: World, label: str, code: str) -> None:
    from zhuchao.ledger.store import recording
    from zhuchao.projects.flows import refresh_projects
    from zhuchao.projects.models import ContractFact

    actor = world.actors[_LED_BY[label]]
    with recording(actor) as book:
        contract = ContractFact(
            subject=code,
            what="formal",
            happened_on=_DAY,
            office_code=actor.home_office,
            number=f"示例合同第{label}号",
            amount_wan=_AMOUNTS[label],
        )
        contract.contract = contract.code
        book.fact(contract)
        refresh_projects(actor=actor, codes=[code])


def project_fact(world: World) -> Made:
    """A fact of every table for each project; its words are told nowhere but there."""
    from zhuchao.ledger.store import recording
    from zhuchao.projects import models

    made = {}
    for label, its in project(world).items():
        actor = world.actors[_LED_BY[label]]
        words = {name: f"示例{name}所说{label}" for name in _TABLES}
        facts = {}
        with recording(actor) as book:
            for name, columns in _TABLES.items():
                given: dict[str, Any] = {
                    key: value.format(words[name]) if isinstance(value, str) else _said(value, words[name])
                    for key, value in columns.items()
                }
                fact = getattr(models, name)(
                    subject=its.key, happened_on=_DAY, office_code=actor.home_office, **given
                )
                facts[book.fact(fact)] = fact._meta.db_table
        at = {"words": words, "facts": facts}
        made[label] = Record(its.mark, its.key, its.seek, at)
    return made


def _said(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return {key: _said(each, word) for key, each in value.items()}
    if isinstance(value, list):
        return [_said(each, word) for each in value]
    return value.format(word) if isinstance(value, str) else value


#: Table → its columns; ``{}`` is where its words stand.
_TABLES: dict[str, dict[str, Any]] = {
    "StageFact": {"what": "intent", "value": {"note": "{}"}},
    "FieldFact": {"what": "name", "value": {"v": "{}", "was": "示例旧名"}},
    "PaperFact": {"what": "minutes", "value": {"note": "{}"}},
    "WaiverFact": {"what": "minutes", "value": {"stage": "talks", "reason": "{}"}},
    "ContractFact": {"what": "framework", "contract": "C{}", "number": "{}"},
    "MoneyFact": {
        "what": "cash",
        "payer": "{}",
        "payee": "示例收款方",
        "amount_wan": Decimal(5),
        "voucher": "V{}",
    },
    "PlanFact": {"what": "milestone", "item": "I{}", "due_on": _DAY, "value": {"text": "{}"}},
    "DoneFact": {"what": "milestone", "item": "I{}", "value": {"note": "{}"}},
    "DelayFact": {"what": "land", "side": "government", "value": {"note": "{}"}},
    "ExitFact": {"what": "stepped-back", "value": {"reason": "market", "note": "{}"}},
    "OpinionFact": {
        "what": "score",
        "value": {"total": "60", "reasons": [], "vetoes": ["{}"], "fiscal": None},
    },
}


def _all_or_none(text: str, its: Record) -> bool:
    """True when the words of every table stand there; some without the others is a fault of its own."""
    there = {name for name, word in its.at["words"].items() if word in text}
    assert there in (set(), set(_TABLES)), sorted(set(_TABLES) - there)
    return bool(there)


def _timeline(asker: Asker, its: Record) -> bool:
    return _all_or_none(asker.page(reverse("projects:detail", args=[its.key])), its)


def _api_history(asker: Asker, its: Record) -> bool:
    found = asker.api(f"projects/projects/{its.key}") or {"history": []}
    return _all_or_none(" ".join(f"{s['title']} {s['text']}" for s in found["history"]), its)


def _waiting(asker: Asker, its: Record, told: str) -> bool:
    """True when the contract and the voucher stand there; one without the other is a fault of its own."""
    answers = {its.at["words"][table] in told for table in ("ContractFact", "MoneyFact")}
    assert len(answers) == 1
    return answers.pop()


def _to_verify(asker: Asker, its: Record) -> bool:
    return _waiting(asker, its, asker.page(reverse("projects:to-verify")))


def _to_verify_export(asker: Asker, its: Record) -> bool:
    return _waiting(asker, its, asker.whole(reverse("projects:to-verify"), export="csv"))


def _api_unverified(asker: Asker, its: Record) -> bool:
    return _waiting(asker, its, json.dumps(asker.api("projects/unverified"), ensure_ascii=False))


def _command_unverified(asker: Asker, its: Record) -> bool:
    return _waiting(asker, its, asker.told("projects:projects", "unverified"))


#: Table → where its rows stand by themselves.
_PARTS = {
    "ContractFact": "contracts",
    "MoneyFact": "money",
    "PlanFact": "plan",
    "DelayFact": "delays",
    "ExitFact": "exits",
}


def _api_parts(asker: Asker, its: Record) -> bool:
    told = {table: asker.api(f"projects/projects/{its.key}/{path}") for table, path in _PARTS.items()}
    answers = {its.at["words"][table] in json.dumps(said, ensure_ascii=False) for table, said in told.items()}
    assert len(answers) == 1
    return answers.pop()


def _command_history(asker: Asker, its: Record) -> bool:
    return _all_or_none(asker.told("projects:projects", "show", its.key), its)


def _judgements(asker: Asker, its: Record) -> bool:
    answers = {
        bool(asker.api(f"ledger/facts/{kind}/{fact}/judgements")) for fact, kind in its.at["facts"].items()
    }
    assert len(answers) == 1
    return answers.pop()


def _judge_pages(asker: Asker, its: Record) -> bool:
    answers = {
        bool(asker.page(reverse("projects:judge-fact", args=[its.key, kind, fact])))
        for fact, kind in its.at["facts"].items()
    }
    assert len(answers) == 1
    return answers.pop()


def _panel(asker: Asker, its: Record) -> bool:
    shown = asker.page(reverse("companies:detail", args=[its.at["uscc"]]))
    return reverse("projects:detail", args=[its.key]) in shown


def _global(asker: Asker, its: Record) -> bool:
    """The box on top of every page finds projects too, beside the companies."""
    shown = asker.page(reverse("companies:search"), q=its.mark)
    return reverse("projects:detail", args=[its.key]) in shown


def _in_sum(amount: Decimal) -> set[str]:
    return {label for label, its in _AMOUNTS.items() if int(amount / its) % 10}


def _api_sum(asker: Asker, made: Made) -> set[str]:
    columns = asker.api("projects/stages") or []
    return _in_sum(sum((Decimal(c["amount_wan"]) for c in columns), Decimal(0)))


def _api_stage_count(asker: Asker, made: Made) -> int:
    return sum(c["count"] for c in asker.api("projects/stages") or [])


def _board_sum(asker: Asker, made: Made) -> set[str]:
    """The contracts in the funnel of the board, up to the stage that the projects reached."""
    levels = (asker.api("projects/board") or {"funnel": []})["funnel"]
    return _in_sum(max((Decimal(level["amount"]) for level in levels), default=Decimal(0)))


def _board_count(asker: Asker, made: Made) -> int:
    return max(
        (level["count"] for level in (asker.api("projects/board") or {"funnel": []})["funnel"]), default=0
    )


def _board_cards(asker: Asker, made: Made) -> int:
    cards = (asker.api("projects/board") or {"cards": []})["cards"]
    return int(sum(card["value"] or 0 for card in cards if card["definition"] == "signed_count"))


WAYS: dict[str, dict[str, Way]] = {
    "project": {
        "list": page("projects:list"),
        "search": search("projects:list"),
        "detail": detail("projects:detail"),
        "export": export("projects:list"),
        "count": count("projects:list"),
        "kanban": page("projects:kanban"),
        "api-list": api_list("projects/projects"),
        "api-search": api_each("projects/projects", text="{seek}"),
        "api-detail": api_each("projects/projects/{key}"),
        "api-count": api_total("projects/projects"),
        "api-missing": api_some("projects/projects/{code}/missing"),
        "api-stage-sum": _api_sum,
        "api-stage-count": _api_stage_count,
        "board-sum": _board_sum,
        "board-count": _board_count,
        "board-card": _board_cards,
        "api-alerts": api_list("projects/alerts", limit="200"),
        "command-alerts": command("projects:projects", "alerts"),
        "command": command("projects:projects", "list"),
        "command-show": command_each("projects:projects", "show"),
        "company-panel": each(_panel),
        "global-search": each(_global),
        "desk": page("accounts:desk"),
    },
    "project-fact": {
        "timeline": each(_timeline),
        "api-history": each(_api_history),
        "api-parts": each(_api_parts),
        "command": each(_command_history),
        "judge-page": each(_judge_pages),
        "to-verify": each(_to_verify),
        "to-verify-export": each(_to_verify_export),
        "api-unverified": each(_api_unverified),
        "command-unverified": each(_command_unverified),
        "api-judgements": each(_judgements),
    },
}
