"""What is the district's and no project's: introducers, the agency contract, shared leads, the monthly report."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import cast

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.flows.acts.scene import Scene
from zhuchao.engagements.flows import (
    accept_share,
    add_introducer,
    propose_share,
    record_agency_payment,
    sign_agency_contract,
)
from zhuchao.reports.flows import check_issue, draft_issue, publish_issue, sign_issue
from zhuchao.reports.selectors import Ask

_DRAFTS = "hecha"


def _introducer(scene: Scene, act: Act) -> None:
    scene.codes[act.key] = add_introducer(
        actor=scene.actor(act.who),
        unit=str(act.given["unit"]),
        title=str(act.given["title"]),
        purpose="推荐有投资意向的会员企业（示例）",
    )


def _agency(scene: Scene, act: Act) -> None:
    on = cast(date, act.given["on"])
    scene.codes["agency"] = sign_agency_contract(
        actor=scene.actor(act.who),
        introducer=scene.codes[act.key],
        number=f"示委招〔{on.year}〕1号",
        channel="intermediary",
        signed_on=on,
        starts_on=on,
        ends_on=date(on.year + 2, on.month, on.day),
        fee_terms="所荐项目签订正式合同并完成首期实缴后，按实缴资本的千分之三支付，累计不超过约定费用。",
        fee_wan=Decimal(cast(int, act.given["wan"])),
        file=io.BytesIO("示例委托招商协议，不是真实合同。".encode()),
        file_name="示例委托招商协议.txt",
    )


def _paid(scene: Scene, act: Act) -> None:
    number = str(act.given["number"])
    record_agency_payment(
        actor=scene.actor(act.who),
        code=scene.codes["agency"],
        amount_wan=Decimal(cast(int, act.given["wan"])),
        paid_on=cast(date, act.given["on"]),
        file=io.BytesIO(f"示例付款凭证 {number}，不是真实凭证。".encode()),
        file_name=f"示例付款凭证{number}.txt",
        voucher_no=number,
        note="按结果付费（示例）",
    )


def _share(scene: Scene, act: Act) -> None:
    scene.codes[f"{act.key}/share"] = propose_share(
        actor=scene.actor(act.who),
        code=scene.codes[f"{act.key}/lead"],
        office=str(act.given["office"]),
        percent=cast(int, act.given["percent"]),
        note="企业拟跨园区布局，共同服务（示例）。",
    )


def _accept(scene: Scene, act: Act) -> None:
    accept_share(actor=scene.actor(act.who), proposal=scene.codes[f"{act.key}/share"])


def _monthly(scene: Scene, act: Act) -> None:
    """The briefing of a closed month, from draft to frozen by the people whose steps these are."""
    drafts, heads = scene.actor(_DRAFTS), scene.actor(act.who)
    first, last = (cast(date, act.given[name]) for name in ("from", "to"))
    code = draft_issue(actor=drafts, ask=Ask(template="月报", as_of=last, period_from=first))
    check_issue(actor=drafts, code=code)
    sign_issue(actor=heads, code=code)
    publish_issue(actor=heads, code=code)


DO: dict[str, Callable[[Scene, Act], None]] = {
    "introducer": _introducer,
    "agency": _agency,
    "agency-paid": _paid,
    "share": _share,
    "share-accept": _accept,
    "monthly": _monthly,
}
