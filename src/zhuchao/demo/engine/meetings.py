"""How the offices met the investors: calls, visits, talks, looks at the site, and the meetings that decided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhuchao.demo.engine.acts import Act, moment, workday
from zhuchao.demo.engine.lives import Dice, Life

#: A sum in 万元 from which a meeting decides on the signing.
DECIDED_FROM = 8_000
_PLACES = ("企业会议室", "示例区招商大厅", "项目拟选地块", "视频会议", "企业生产车间")
_SAID = {
    "call": ("了解企业扩产意向和时间安排。", "核对企业提供的投资计划表。", "告知选址条件，约定下次来访。"),
    "visit": (
        "参观生产线，听取负责人介绍布局考虑。",
        "了解产能瓶颈与外迁意愿。",
        "回访在建情况，了解用工需求。",
    ),
    "negotiation": (
        "就投资强度、建设周期和用能指标交换意见。",
        "商谈厂房租赁面积与交付时间。",
        "逐条商谈合同文本。",
    ),
    "inspection": ("踏看拟选地块和周边配套。", "现场查看施工进度。", "查看厂房荷载与层高。"),
    "appraisal": ("听取尽职调查汇报，审议投资协议要点。",),
}
_PROBLEMS = ("用电增容周期偏长", "地块尚有一户未签约", "环评编制等待专家意见", "企业融资进度慢于计划")
_DISSENT = "投资强度低于同类项目，建议先签意向，待资金证明补齐后再签正式合同。"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; ``ours`` and ``theirs`` are numbers of people, ``votes`` empty where nothing was decided."""

    kind: str
    on: date
    title: str
    place: str
    said: str
    ours: int
    theirs: int
    problems: str = ""
    votes: tuple[int, int, int] = (0, 0, 0)
    dissent: str = ""
    follow_up: str = ""


def meetings(life: Life, *, seed: int, last: date, opened: datetime) -> list[Act]:
    """The acts of meeting over a project that was taken into the books at ``opened``; none where it is a flaw that nobody
    ever met."""
    if "no-engagement" in life.flaws:
        return []
    kept = _Meetings(life, seed, min(last, life.exit.on) if life.exit else last, opened)
    days, dice = life.days, kept.dice
    kept.met("call", days["lead"] + dice.days(3, 6))
    kept.met("visit", days["lead"] + dice.days(7, 16))
    if "intent" in days:
        kept.met("negotiation", days["intent"] + dice.days(2, 10))
        kept.met("inspection", days["intent"] + dice.days(6, 14))
    if "talks" in days:
        _talked(kept)
    day = days.get("signed", kept.end) + dice.days(25, 60)
    until = min(kept.end, days.get("produced", kept.end) + timedelta(days=60))
    while day < until:
        kept.met("inspection" if "started" in days and dice.chance(0.5) else "visit", day)
        day += dice.days(150, 330)
    return kept.acts


class _Meetings:
    """Collects the meetings of a life between its first day and its end."""

    def __init__(self, life: Life, seed: int, end: date, opened: datetime) -> None:
        self.life = life
        self._opened = opened
        self.end = end
        self.dice = Dice(f"{seed}-meetings-{life.key}")
        self.acts: list[Act] = []

    def met(self, kind: str, day: date) -> None:
        """A meeting of the kind, written down within days."""
        on = workday(day)
        if not self.life.days["lead"] + timedelta(days=3) <= on <= self.end:
            return
        at = moment(workday(on + self.dice.days(0, 3)), self.dice.random.randrange(480))
        at = max(at, self._opened + timedelta(minutes=3 + len(self.acts)))
        held = _meeting(self.dice, self.life, kind, on)
        self.acts.append(Act(at, "meeting", self.life.recorder, self.life.key, {"on": on, "meeting": held}))


def _talked(kept: _Meetings) -> None:
    days, dice = kept.life.days, kept.dice
    talks = days["talks"]
    until = days.get("signed", kept.end)
    for _ in range(dice.random.randint(1, 2)):
        kept.met("negotiation", talks + dice.days(3, max(4, min(90, (until - talks).days))))
    if "signed" in days and kept.life.sum_wan >= DECIDED_FROM:
        kept.met("appraisal", until - dice.days(4, 10))


def _meeting(dice: Dice, life: Life, kind: str, on: date) -> Meeting:
    brand = life.investor.brand
    title = {
        "call": f"与{brand}电话沟通",
        "visit": f"走访{brand}",
        "negotiation": f"与{brand}洽谈{life.trade.product}项目",
        "inspection": f"踏看{brand}{life.trade.product}项目现场",
        "appraisal": f"{brand}{life.trade.product}项目研判会",
    }[kind]
    if kind == "appraisal":
        return _appraisal(dice, on, title)
    return Meeting(
        kind,
        on,
        title,
        "电话" if kind == "call" else dice.random.choice(_PLACES),
        dice.random.choice(_SAID[kind]),
        1 if kind == "call" else dice.random.randint(2, 5),
        dice.random.randint(1, 4),
        problems=dice.random.choice(_PROBLEMS) if dice.chance(0.12) else "",
    )


def _appraisal(dice: Dice, on: date, title: str) -> Meeting:
    against = dice.random.choice((0, 0, 0, 1, 2))
    abstain = dice.random.choice((0, 0, 1))
    return Meeting(
        "appraisal",
        on,
        title,
        "示例区行政中心",
        _SAID["appraisal"][0],
        9,
        0,
        votes=(9 - against - abstain, against, abstain),
        dissent=_DISSENT if against == 2 else "",
        follow_up="补充资金来源证明并报促进中心（示例）。" if dice.chance(0.3) else "",
    )
