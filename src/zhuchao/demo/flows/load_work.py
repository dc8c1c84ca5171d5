"""Some work in progress, so that every page has something to show: a kept list, leads in every state, a hand-over."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from zhuchao.accounts.flows.draw_up_hand_over import draw_up_hand_over
from zhuchao.accounts.flows.sign_hand_over import sign_hand_over
from zhuchao.accounts.selectors import actor_by_login
from zhuchao.chains import selectors as chains
from zhuchao.chains.flows.claim_target import claim_target
from zhuchao.chains.flows.save_target_list import save_target_list
from zhuchao.companies import selectors as companies
from zhuchao.companies.flows.add_company import add_company
from zhuchao.companies.flows.adopt_company import adopt_company
from zhuchao.demo import selectors
from zhuchao.demo.engine.codes import SIZE, credit_code
from zhuchao.engagements.flows.answer_lead import answer_lead
from zhuchao.engagements.flows.assign_lead import assign_lead
from zhuchao.engagements.flows.close_lead import close_lead
from zhuchao.engagements.flows.judge_lead import judge_lead
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden
from zhuchao.warehouse import lake

#: Offices that the first targets of the list are given to, in order.
_OWNERS = ("kaifaqu", "shili-jiedao", "yangli-jiedao", "shili-zhen", "shanghai", "kaifaqu")
_KINDS = ("缺", "弱")
#: Numbers of credit codes between those of the invented registry and of the investors: companies entered once more.
_COPIES = (SIZE - 30_000, SIZE - 30_001)


def load_work(*, actor: Actor) -> bool:
    """Keep a target list for the first missing or weak link that has targets, and set leads of it going; True when
    it was done now, False when there are lists already.

    Of a real registry only the list is kept: what an office heard from a company is never invented of a real one.
    Raises Refused when the actor is not of the promotion centre, or no link of the registry at hand has a gap
    with enough targets.
    """
    if not actor.has(Role.CENTRE):
        raise forbidden("demo.work-right", "只有促进中心可以装入示例名单和线索")
    if chains.target_lists_visible_to(actor).exists():
        return False
    with transaction.atomic():
        code, targets = _kept_list(actor)
        if not lake.required().demo:
            return True
        leads = [
            claim_target(actor=actor, list_code=code, uscc=uscc, office=office)
            for uscc, office in zip(targets, _OWNERS, strict=False)
        ]
        _set_going(leads)
        for uscc, number in zip(targets, _COPIES, strict=False):
            _entered_twice(uscc, number)
    return True


def _entered_twice(uscc: str, number: int) -> None:
    """A town took the company from the registry; the centre's officer wrote it down by hand, under another code and with
    a slip in the name: the queue of likely duplicates has something to find."""
    keeper, clerk = actor_by_login("yangli"), actor_by_login("zhaoshang")
    row = companies.registry_row(keeper, uscc)
    if row is None:
        return
    if companies.company(keeper, uscc) is None:
        adopt_company(actor=keeper, uscc=uscc)
    add_company(
        actor=clerk,
        uscc=credit_code(row.county_code or row.city_code, number),
        name=row.name.replace("有限公司", "有限责任公司"),
        county_code=row.county_code or row.city_code,
        reg_date=row.reg_date,
        address=row.address or "",
        note="示例企业，虚构；手工登记",
    )


def _kept_list(actor: Actor) -> tuple[str, list[str]]:
    district = selectors.home_code(timezone.localdate())
    for chain in (selectors.OWN_CHAIN, *(c.code for c in chains.chains(actor))):
        for gap in chains.gaps(actor, chain, district):
            if str(gap.kind) not in _KINDS:
                continue
            found = chains.targets(actor, chain, gap.link.code, district, top=50).rows
            if len(found) >= len(_OWNERS):
                code = save_target_list(
                    actor=actor, chain=chain, link=gap.link.code, district=district, top=50
                )
                return code, [target.uscc for target in found]
    raise Refused(
        Refusal(
            "demo.no-gap",
            "登记库中没有可以作示例的缺、弱环节",
            "请检查导入的登记数据是否含有经营范围。",
        )
    )


def _set_going(leads: Sequence[str]) -> None:
    """Answered, judged, closed, assigned; the last lead is left without an answer."""
    zone = actor_by_login("kaifaqu")
    answer_lead(actor=zone, code=leads[0], note="已电话联系企业负责人，约定来访时间。")
    judge_lead(actor=zone, code=leads[0], verdict="follow", reason="产品与本区缺口对应，继续跟进。")
    town = actor_by_login("jiedao")
    assign_lead(actor=town, code=leads[1], office="shili-jiedao", post="post-jiedao2")
    other = actor_by_login("yangli")
    answer_lead(actor=other, code=leads[2], note="已上门走访。")
    close_lead(actor=other, code=leads[2], outcome="declined", reason="企业近两年没有扩产计划。")
    hand_over = draw_up_hand_over(
        actor=town, from_post="post-jiedao2", to_post="post-jiedao", document="示例街道分工调整（示例）"
    )
    sign_hand_over(actor=actor_by_login("jiedao2"), code=hand_over, side="give")
