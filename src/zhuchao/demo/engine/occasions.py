"""What the district did beside its projects: ceremonies and other events, research, introducers, an agency contract, leads
shared between offices, the monthly report."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from zhuchao.demo.engine.acts import Act, moment, workday
from zhuchao.demo.engine.ceremonies import CEREMONIES
from zhuchao.demo.engine.lives import Dice, Life

CENTRE, OFFICER, CHECKER = "zhongxin", "zhaoshang", "hecha"
#: The leaders' tour of research; a look at each of some projects belongs to it.
TOUR = date(2026, 9, 16)
TOUR_UNITS = (
    "示例区委区政府",
    "示例区招商投资促进中心",
    "示例区发展和改革局",
    "示例区自然资源和规划分局",
    "示例经济开发区",
)
_TOURED = 4
#: The month that last year's briefing closed, and the day on which that was done.
CLOSED_MONTH = (date(2025, 10, 1), date(2025, 10, 31))
CLOSED_ON = date(2025, 11, 6)
_INTRODUCERS = (
    ("示例市纺织商会", "秘书长"),
    ("示例市上海商会", "副会长"),
    ("示例市深圳商会", "秘书长"),
    ("示例产业研究院", "招商部主任"),
    ("示例会计师事务所", "合伙人"),
)
_SHARED = {"kaifaqu": "gaoxin", "gaoxin": "kaifaqu", "fangzhi": "lingang", "lingang": "fangzhi"}
_HEADS = {"kaifaqu": "kaifaqu"}


def occasions(lives: Sequence[Life], *, seed: int, last: date) -> list[Act]:
    """The acts in no order."""
    dice = Dice(f"{seed}-occasions")
    return [
        *_events(dice, last),
        *_tour(lives),
        *_introduced(),
        *_shared(lives),
        Act(
            moment(CLOSED_ON, 60),
            "monthly",
            CENTRE,
            "monthly",
            {"from": CLOSED_MONTH[0], "to": CLOSED_MONTH[1]},
        ),
    ]


def _events(dice: Dice, last: date) -> list[Act]:
    planned = [
        (key, day, "ceremony", f"{day.year}年{day.month}月重大项目集中签约仪式")
        for key, (day, _) in CEREMONIES.items()
    ]
    for year in range(2021, last.year + 1):
        for place, month in (("上海", 3), ("深圳", 9)):
            day = workday(date(year, month, 6) + dice.days(0, 14))
            planned.append((f"tuijie-{year}-{month}", day, "promotion", f"示例区{place}产业推介会"))
        planned.append(
            (f"zhanhui-{year}", workday(date(year, 10, 16)), "fair", f"{year}年示例纺织博览会招商展区")
        )
    acts = []
    for key, day, kind, title in planned:
        told = {"kind": kind, "title": title, "on": day}
        acts.append(
            Act(
                moment(workday(max(day - timedelta(days=30), date(2021, 1, 5))), 90),
                "event",
                CENTRE,
                key,
                {"planned": told},
            )
        )
        held = {"on": day, "guests": dice.random.randint(30, 260), "wan": dice.random.randint(5, 60)}
        acts.append(Act(moment(day, 0), "event-held", CENTRE, key, held))
    return acts


def _tour(lives: Sequence[Life]) -> list[Act]:
    """Research of the leaders: one meeting, and a look at projects that are being built."""
    seen = [
        life for life in lives if "started" in life.days and life.days["started"] < TOUR and not life.exit
    ]
    built = [life for life in seen if life.days.get("produced", TOUR) >= TOUR or len(seen) <= _TOURED]
    keys = tuple(life.key for life in (built or seen)[-_TOURED:])
    given: Mapping[str, object] = {"on": TOUR, "projects": keys, "units": TOUR_UNITS}
    return [Act(moment(TOUR + timedelta(days=1), 30), "tour", CENTRE, "tour", given)]


def _introduced() -> list[Act]:
    acts = [
        Act(
            moment(date(2024, 2, 20 + place), 40),
            "introducer",
            OFFICER,
            f"yinjian-{place}",
            {"unit": unit, "title": title},
        )
        for place, (unit, title) in enumerate(_INTRODUCERS)
    ]
    first, signed = acts[-1].key, date(2026, 2, 3)
    acts.append(Act(moment(signed, 120), "agency", CENTRE, first, {"on": signed, "wan": 60}))
    for place, paid in enumerate((date(2026, 5, 15), date(2026, 9, 16))):
        acts.append(
            Act(
                moment(paid, 120),
                "agency-paid",
                CENTRE,
                first,
                {"on": paid, "wan": 12, "number": f"WT{place + 1}"},
            )
        )
    return acts


def _shared(lives: Sequence[Life]) -> list[Act]:
    """Leads of which a zone lets another have a part, agreed before the project is opened, which ends them."""
    fit = [life for life in lives if life.office in _SHARED and life.days["lead"] > date(2024, 4, 15)]
    acts = []
    for life in fit[:5]:
        if {"no-engagement", "two-offices"} & life.flaws or "intent" not in life.days:
            continue
        other, day = _SHARED[life.office], workday(life.days["lead"] - timedelta(days=10))
        acts.append(
            Act(moment(day, 200), "share", _head(life.office), life.key, {"office": other, "percent": 30})
        )
        acts.append(Act(moment(day, 300), "share-accept", _head(other), life.key))
    return acts


def _head(office: str) -> str:
    return _HEADS.get(office, f"{office}-head")
