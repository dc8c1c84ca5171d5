"""Projects taken into the books, moved on, passed without papers, verified."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from zhuchao.companies.flows.add_company import add_company
from zhuchao.demo.engine.acts import Act
from zhuchao.demo.engine.investors import investor_code
from zhuchao.demo.flows.acts.scene import Scene
from zhuchao.ledger.flows import verify_fact
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.flows import advance_stage, open_from_lead, open_project, override_stage
from zhuchao.projects.models import ContractFact, StageFact


def _company(scene: Scene, act: Act) -> None:
    life = scene.life(act)
    code = investor_code(life.investor)
    if code in scene.codes:
        return
    scene.codes[code] = add_company(
        actor=scene.actor(act.who),
        uscc=code,
        name=life.investor.name,
        county_code=life.investor.place,
        industry_code=life.trade.industry,
        note="示例企业，虚构",
    )


def _open(scene: Scene, act: Act) -> None:
    """From its lead where it has one, which ends with that."""
    life, lead = scene.life(act), scene.codes.get(f"{act.key}/lead", "")
    told: dict[str, Any] = {
        "name": life.name,
        "klass": life.klass,
        "nature": life.nature,
        "form": life.form,
        "industry_code": life.trade.industry,
        "chain": life.trade.chain,
        "link": life.trade.link,
        "summary": f"示例项目：{life.investor.name}拟投资{life.trade.product}，"
        f"计划总投资约{life.sum_wan / 10_000:g}亿元。",
        "opened_on": _day(act),
        "demo": True,
    }
    if lead:
        scene.codes[act.key] = open_from_lead(actor=scene.actor(act.who), lead=lead, **told)
        return
    scene.codes[act.key] = open_project(
        actor=scene.actor(act.who),
        company_name=life.investor.name,
        uscc=investor_code(life.investor),
        office=life.office,
        channel=life.channel,
        source_place=life.investor.place,
        **told,
    )


def _advance(scene: Scene, act: Act) -> None:
    name = str(act.given["stage"])
    day = _day(act)
    fields = cast(Mapping[str, str], act.given["fields"])
    needed = scene.needs(scene.life(act), name, day)
    papers = [
        Paper(need.codes[0], day, scene.file(need.codes[0], day, who=act.who))
        for need in needed
        if need.kind in ("paper", "any")
    ]
    advance_stage(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        stage=name,
        happened_on=day,
        fields=fields,
        papers=papers,
    )


def _override(scene: Scene, act: Act) -> None:
    override_stage(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        stage=str(act.given["stage"]),
        happened_on=_day(act),
        reason="企业已先行备案，材料正在补报，经主任办公会同意先予放行（示例）。",
    )


def _verify(scene: Scene, act: Act) -> None:
    name = str(act.given["stage"])
    fact = StageFact.objects.filter(subject=scene.codes[act.key], what=name).first()
    if fact is None:
        return
    life = scene.life(act)
    papers = [n.codes[0] for n in scene.needs(life, name, fact.happened_on) if n.kind in ("paper", "any")]
    proof = scene.file(papers[0] if papers else "minutes", fact.happened_on, who=act.who)
    actor, reason = scene.actor(act.who), "材料与现场一致"
    verify_fact(actor=actor, kind=fact._meta.db_table, code=fact.code, evidence=[proof], reason=reason)
    if name == "signed":
        # With the signing the text itself is looked at.
        text = scene.codes[f"{act.key}/formal"]
        verify_fact(actor=actor, kind=ContractFact._meta.db_table, code=text, reason="与合同原件一致")


def _day(act: Act) -> date:
    return cast(date, act.given["on"])


DO: dict[str, Callable[[Scene, Act], None]] = {
    "company": _company,
    "open": _open,
    "advance": _advance,
    "override": _override,
    "verify": _verify,
}
