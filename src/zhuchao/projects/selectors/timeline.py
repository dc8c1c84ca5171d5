"""What happened to a project: every fact with its three dates, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhuchao.engagements.selectors import office_names
from zhuchao.ledger.engine.rights import open_judgements
from zhuchao.ledger.models import Fact
from zhuchao.ledger.selectors import StateRow, newest_judgements
from zhuchao.projects.engine.exits import EXIT_NAMES
from zhuchao.projects.models import (
    ContractFact,
    DelayFact,
    DoneFact,
    ExitFact,
    FieldFact,
    MoneyFact,
    OpinionFact,
    PaperFact,
    PlanFact,
    StageFact,
    WaiverFact,
)
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.acts import any_fact_of
from zhuchao.projects.selectors.projects import row_for
from zhuchao.projects.selectors.whole import Whole, spoken_of, whole
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan

#: Facts that a timeline shows.
_MOST = 300


@dataclass(frozen=True, slots=True)
class Step:
    """One fact as shown: what, when it happened, when it was entered and by whom, what is thought of it now, since when,
    by whom and why; ``may`` are the judgements the actor may give it; ``files`` the hashes of its evidence."""

    code: str
    kind: str
    what: str
    title: str
    text: str
    happened_on: date
    recorded_at: datetime
    actor_name: str
    office_name: str
    standing: str
    standing_name: str
    judged_at: datetime
    judged_by: str
    judged_reason: str
    may: tuple[str, ...]
    files: tuple[str, ...]
    replaces: str


def timeline(actor: Actor, code: str, *, limit: int = _MOST) -> list[Step]:
    """The facts of a project, the newest event first; voided and corrected ones stay and show. At most ``limit``.

    Raises Refused when the actor may not see the project.
    """
    return timeline_of(whole(actor, code), limit=limit)


def timeline_of(its: Whole, *, limit: int = _MOST) -> list[Step]:
    """The same of a project that was read already."""
    facts = [f for rows in its.history.rows.values() for f in rows if _worth_telling(f)]
    facts.sort(key=lambda f: (f.happened_on, f.recorded_at, f.id), reverse=True)
    return steps_of(its, facts[:limit])


def step(actor: Actor, code: str, kind: str, fact: str) -> Step:
    """One fact of a project as shown; ``kind`` is its table.

    Raises Refused when the actor may not see the project or it has no such fact.
    """
    return steps(actor, [any_fact_of(row_for(actor, code), kind, fact)])[0]


def _worth_telling(fact: Fact) -> bool:
    """The dated attributes a project is opened with are on its page already."""
    return not (isinstance(fact, FieldFact) and "was" not in fact.value)


def steps(actor: Actor, facts: Sequence[Any]) -> list[Step]:
    """Facts of any projects the actor may see, as shown to them."""
    judged = {
        (model._meta.db_table, code): row
        for model in {type(f) for f in facts}
        for code, row in newest_judgements(model, [f.code for f in facts if type(f) is model]).items()
    }
    return _told(actor, facts, office_names({o for f in facts for o in spoken_of(f)}), judged)


def steps_of(its: Whole, facts: Sequence[Any]) -> list[Step]:
    """Facts of a project that was read already, as shown to its reader."""
    return _told(its.actor, facts, its.offices, its.history.judged)


def _told(
    actor: Actor,
    facts: Sequence[Any],
    offices: Mapping[str, str],
    judged: Mapping[tuple[str, str], StateRow],
) -> list[Step]:
    words = Said.today(offices)
    found = []
    for fact in facts:
        now = judged[(fact._meta.db_table, fact.code)]
        title, text = TELLERS[type(fact)](fact, words)
        found.append(
            Step(
                fact.code,
                fact._meta.db_table,
                fact.what,
                title,
                text,
                fact.happened_on,
                fact.recorded_at,
                fact.actor_name,
                offices.get(fact.office_code, fact.office_code),
                now.state,
                now.state_name,
                now.recorded_at,
                now.actor_name,
                now.reason,
                open_judgements(actor, office_code=fact.office_code, recorder=fact.actor_code, now=now.state),
                tuple(dict.fromkeys((*fact.evidence, *now.evidence))),
                fact.replaces,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What codes are called."""

    stages: Mapping[str, str]
    papers: Mapping[str, str]
    fields: Mapping[str, str]
    contracts: Mapping[str, str]
    money: Mapping[str, str]
    delays: Mapping[str, str]
    exits: Mapping[str, str]
    sides: Mapping[str, str]
    views: Mapping[str, str]
    offices: Mapping[str, str]
    listed: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]

    @classmethod
    def today(cls, offices: Mapping[str, str]) -> "Said":
        """The words in force today; ``offices`` are those that facts speak of."""
        specs = rules.field_specs()
        named = {code: spec.name for code, spec in specs.items()}
        listed = {attribute: rules.choices(kind) for attribute, kind in _LISTS.items()}
        listed |= {code: dict(spec.options) for code, spec in specs.items() if spec.options}
        return cls(
            rules.choices("stages"),
            rules.choices("papers"),
            named | _ATTRIBUTES,
            rules.choices("contract-kinds"),
            rules.choices("money-kinds"),
            rules.choices("delay-causes"),
            rules.choices("exit-reasons"),
            rules.choices("sides"),
            rules.choices("views"),
            offices,
            listed,
            {code: f" {spec.unit}" for code, spec in specs.items() if spec.unit},
        )


_ATTRIBUTES = {
    "office": "牵头单位",
    "class": "项目类别",
    "nature": "项目性质",
    "form": "合作方式",
    "grade": "等级",
    "industry": "行业代码",
    "chain": "产业链",
    "link": "环节",
    "channel": "招商渠道",
    "investor": "投资方代码",
    "leader": "包联领导岗位",
    "name": "项目名称",
    "shares": "协助单位分成",
}
_LISTS = {"class": "classes", "nature": "natures", "form": "forms"}
_PLANS = {"milestone": "节点", "money": "资金计划", "duty": "约定义务"}


def _joined(*parts: object) -> str:
    return "；".join(str(part) for part in parts if part not in (None, ""))


def _stage(fact: StageFact, said: Said) -> tuple[str, str]:
    override = f"缺材料放行：{why}" if (why := fact.value.get("override")) else ""
    return said.stages.get(fact.what, fact.what), _joined(fact.value.get("note"), override)


def _field(fact: FieldFact, said: Said) -> tuple[str, str]:
    was, now = (_value(fact.what, fact.value.get(each), said) for each in ("was", "v"))
    return f"{said.fields.get(fact.what, fact.what)}变更", f"{was} → {now}"


def _value(what: str, value: Any, said: Said) -> str:
    """The value in words: offices, codes and shares by their names, numbers with their unit."""
    if value in (None, "", {}):
        return "无"
    if what == "shares":
        return "、".join(f"{said.offices.get(office, office)} {part}%" for office, part in value.items())
    if what == "office":
        return said.offices.get(str(value), str(value))
    named = said.listed.get(what, {}).get(str(value))
    return named or f"{value}{said.units.get(what, '')}"


def _paper(fact: PaperFact, said: Said) -> tuple[str, str]:
    number = fact.value.get("number")
    return f"材料：{said.papers.get(fact.what, fact.what)}", _joined(number, fact.value.get("note"))


def _waiver(fact: WaiverFact, said: Said) -> tuple[str, str]:
    named = {**said.fields, **said.papers, **said.contracts}
    items = "或".join(named.get(code, code) for code in fact.what.split("|"))
    return f"放行：缺{items}", str(fact.value.get("reason", ""))


def _contract(fact: ContractFact, said: Said) -> tuple[str, str]:
    amount = f"金额 {printed_wan(fact.amount_wan)}" if fact.amount_wan is not None else ""
    return said.contracts.get(fact.what, fact.what), _joined(
        fact.number, amount, fact.value.get("title"), fact.value.get("note")
    )


def _money(fact: MoneyFact, said: Said) -> tuple[str, str]:
    return f"到位资金：{said.money.get(fact.what, fact.what)}", _joined(
        printed_wan(fact.amount_wan), f"{fact.payer} → {fact.payee}", fact.voucher_no
    )


def _plan(fact: PlanFact, said: Said) -> tuple[str, str]:
    amount = printed_wan(fact.amount_wan) if fact.amount_wan is not None else ""
    side = said.sides.get(fact.side, "")
    return f"计划：{_PLANS.get(fact.what, fact.what)}", _joined(
        fact.value.get("text"), side, f"期限 {fact.due_on}", amount, fact.value.get("reason")
    )


def _done(fact: DoneFact, said: Said) -> tuple[str, str]:
    return f"完成：{_PLANS.get(fact.what, fact.what)}", _joined(
        fact.value.get("text"), fact.value.get("note")
    )


def _delay(fact: DelayFact, said: Said) -> tuple[str, str]:
    until = f"至 {fact.until}" if fact.until else "未解除"
    return f"受阻：{said.delays.get(fact.what, fact.what)}", _joined(
        said.sides.get(fact.side, fact.side), until, fact.value.get("note")
    )


def _exit(fact: ExitFact, said: Said) -> tuple[str, str]:
    reason = str(fact.value.get("reason", ""))
    return EXIT_NAMES.get(fact.what, fact.what), _joined(
        said.exits.get(reason, reason), fact.value.get("note"), fact.value.get("decided_by")
    )


def _opinion(fact: OpinionFact, said: Said) -> tuple[str, str]:
    if fact.what == "score":
        return "项目评分", _joined(f"{fact.value['total']} 分", *fact.value["vetoes"])
    if fact.what == "asked":
        return "发起联审", _joined(fact.value["text"], f"期限 {fact.value['due']}")
    if fact.what == "opinion":
        view = fact.value["view"]
        return f"联审答复：{said.views.get(view, view)}", str(fact.value["text"])
    return "说明", str(fact.value.get("text", ""))


#: Every table of facts and how one of it is told.
TELLERS: dict[type[Fact], Callable[[Any, Said], tuple[str, str]]] = {
    StageFact: _stage,
    FieldFact: _field,
    PaperFact: _paper,
    WaiverFact: _waiver,
    ContractFact: _contract,
    MoneyFact: _money,
    PlanFact: _plan,
    DoneFact: _done,
    DelayFact: _delay,
    ExitFact: _exit,
    OpinionFact: _opinion,
}
