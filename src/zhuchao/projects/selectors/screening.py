"""The scorecard and what became of the scores."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhuchao import rulebook
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine import scorecard
from zhuchao.projects.engine.fiscal import Assumptions, cash_flow
from zhuchao.projects.models import OpinionFact, Project
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.projects.selectors.whole import Whole, whole
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Scoring:
    """One score with its working, as it was kept."""

    code: str
    on: date
    recorded_at: datetime
    by: str
    total: str
    reasons: tuple[Mapping[str, object], ...]
    vetoes: tuple[str, ...]
    fiscal: Mapping[str, object] | None
    note: str


def card(on: date | None = None) -> list[scorecard.Item]:
    """The scorecard in force."""
    return scorecard.items(rules.details("scorecard", on=on))


def veto_list(on: date | None = None) -> list[scorecard.Veto]:
    """The vetoes in force."""
    return scorecard.vetoes(rules.details("vetoes", on=on))


def faults(
    *, judged: Mapping[str, Decimal], ticked: Collection[str], paid: Sequence[Decimal], on: date
) -> list[Refusal]:
    """What is wrong with the committee's marks, in per cent, its vetoes, and the sums (万元)."""
    lines = {i.code: i.name for i in card(on) if i.judged}
    found = []
    for code, mark in judged.items():
        if code not in lines or not 0 <= mark <= 100:
            found.append(
                Refusal(
                    "projects.mark",
                    f"“{lines.get(code, code)}”的打分 {mark} 不对",
                    "请填 0 至 100 的百分数。",
                    f"judged_{code}",
                    "项目评分表",
                )
            )
    known = {v.code for v in veto_list(on)}
    found += [
        Refusal("projects.veto", f"没有“{code}”这一否决项", "请从列表中选择。", "ticked", "项目准入一票否决")
        for code in ticked
        if code not in known
    ]
    if any(p < 0 for p in paid):
        found.append(Refusal("projects.paid", "公共支出不能为负数", "请填写不小于零的金额。", "paid"))
    return found


def worked(
    project: Project,
    *,
    judged: Mapping[str, Decimal],
    ticked: Collection[str],
    paid: Sequence[Decimal],
    on: date,
) -> dict[str, object]:
    """The score, its reasons, the vetoes and the cash flow as they are kept in the fact."""
    applies = [c for c, s in rules.field_specs(on=on).items() if s.applies(project.klass, project.form)]
    found = scorecard.score(
        card(on),
        veto_list(on),
        fields=project.fields,
        applies=applies,
        judged=judged,
        ticked=ticked,
        form=project.form,
    )
    return {
        "total": str(found.total),
        "reasons": [{"code": r.code, "text": r.text, "points": str(r.points)} for r in found.reasons],
        "vetoes": list(found.vetoes),
        "fiscal": _fiscal(project, paid, on),
        "rulebook": rulebook.version(),
    }


def _fiscal(project: Project, paid: Sequence[Decimal], on: date) -> dict[str, object] | None:
    tax = scorecard.number(project.fields.get("tax_wan"))
    if tax is None:
        return None
    full = scorecard.number(project.fields.get("full_year"))
    by = rules.numbers("fiscal", on=on)
    flow = cash_flow(
        paid=paid,
        tax_wan=tax,
        years_to_full=max(0, int(full) - on.year) if full else by["ramp_years"],
        land_mu=scorecard.number(project.fields.get("land_mu")),
        jobs=scorecard.number(project.fields.get("jobs")),
        by=Assumptions(
            Decimal(by["discount_percent"]),
            Decimal(by["local_share_percent"]),
            by["ramp_years"],
            by["horizon_years"],
        ),
    )
    return {
        "npv": str(flow.npv),
        "payback": flow.payback,
        "tax_per_mu": str(flow.tax_per_mu) if flow.tax_per_mu is not None else None,
        "jobs_per_mu": str(flow.jobs_per_mu) if flow.jobs_per_mu is not None else None,
        "years": [
            {"year": on.year + y.number, "paid": str(y.paid), "tax": str(y.tax), "net": str(y.net)}
            for y in flow.years
        ],
    }


def grade_of(project: Project, *, on: date) -> str:
    """A, B or C by the published criteria on the planned investment; empty while that is not filled in."""
    criteria = {g: Decimal(str(said["total_wan"])) for g, said in rules.details("grades", on=on).items()}
    return scorecard.grade(criteria, scorecard.number(project.fields.get("total_wan")))


def scorings(actor: Actor, code: str) -> list[Scoring]:
    """The scores of a project that stand, the newest first.

    Raises Refused when the actor may not see the project.
    """
    return scorings_of(whole(actor, code, (OpinionFact,)))


def scorings_of(its: Whole) -> list[Scoring]:
    """The same of a project that was read already."""
    rows = sorted((f for f in its.standing(OpinionFact) if f.what == "score"), key=lambda f: -f.id)
    return [
        Scoring(
            row.code,
            row.happened_on,
            row.recorded_at,
            row.actor_name,
            str(row.value["total"]),
            tuple(row.value["reasons"]),
            tuple(row.value["vetoes"]),
            row.value.get("fiscal"),
            str(row.value.get("note", "")),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Band:
    """What became of the projects whose first score lay in a band of 20: how many, signed, started, producing, ended."""

    least: int
    scored: int
    signed: int
    started: int
    producing: int
    ended: int


def back_test(actor: Actor) -> list[Band]:
    """Scores against results over the projects the actor sees, by the score before signing (S64)."""
    first: dict[str, Decimal] = {}
    rows = known_facts(SYSTEM, OpinionFact).filter(what="score").order_by("-id")
    for code, value in rows.values_list("subject", "value"):
        first[code] = Decimal(str(value["total"]))
    seen = projects_visible_to(actor).filter(score__isnull=False)
    bands: dict[int, list[int]] = {least: [0, 0, 0, 0, 0] for least in (80, 60, 40, 20, 0)}
    order = list(rules.choices("stages"))
    for code, state, stage, signed, started in seen.values_list(
        "code", "state", "stage", "signed_on", "started_on"
    ):
        if code not in first:
            continue
        band = bands[min(80, int(first[code]) // 20 * 20)]
        producing = order.index(stage) >= order.index("produced")
        for place, yes in enumerate(
            (True, signed is not None, started is not None, producing, state == "ended")
        ):
            band[place] += yes
    return [Band(least, *counts) for least, counts in bands.items()]
