"""Keep a ranking of target companies as it is today."""

from decimal import Decimal

from zhuchao.chains import selectors, store
from zhuchao.chains.models import TargetList
from zhuchao.engagements.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

MOST = 500


def save_target_list(*, actor: Actor, chain: str, link: str, district: str, top: int = 50) -> str:
    """Rank the targets of a link now and keep them, owned by the actor's office; returns the list's code.

    Raises Refused when the actor may not work with targets, the chain, link or district is unknown,
    ``top`` is not 1 to 500, or nobody is left to list.
    """
    if not rights.may_open(actor, actor.home_office):
        raise forbidden("chains.save-right", "只有招商单位可以保存目标名单")
    if not 1 <= top <= MOST:
        raise Refused(
            Refusal("chains.top", f"名单家数应在 1 至 {MOST} 之间，现为 {top}", "请改填家数。", "top")
        )
    result = selectors.targets(actor, chain, link, district, top)
    if not result.rows:
        raise Refused(
            Refusal(
                "chains.no-targets",
                "没有可列入名单的企业",
                "请换一个环节，或导入更多登记数据。",
                "link",
            )
        )
    kept = TargetList(
        chain=result.chain.code,
        chain_name=result.chain.name,
        link=result.link.code,
        link_name=result.link.name,
        district=result.district,
        as_of=result.as_of,
        lake_version=result.lake_version,
        rule_version=result.rule_version,
        caveat=result.caveat,
        notes=list(result.notes),
        demo=result.demo,
        office_code=actor.home_office,
    )
    with recording(actor) as book:
        store.save_list(book, kept, [_ranked(row) for row in result.rows])
    return kept.code


def _ranked(row: selectors.Target) -> store.Ranked:
    return store.Ranked(
        uscc=row.uscc,
        name=row.name,
        region=row.region,
        county_code=row.county_code,
        capital_wan=None if row.capital_wan is None else Decimal(str(row.capital_wan)),
        reg_date=row.reg_date,
        confidence=row.confidence,
        score=row.score,
        reasons=row.reasons,
    )
