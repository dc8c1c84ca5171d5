"""What the offices wrote down of a project, and when: most of it within days, some of it late."""

from datetime import date, datetime, timedelta

from zhuchao.demo.engine import flaws
from zhuchao.demo.engine.acts import Act, moment, workday
from zhuchao.demo.engine.ceremonies import CEREMONIES
from zhuchao.demo.engine.details import details
from zhuchao.demo.engine.lives import Dice, Life
from zhuchao.demo.engine.promises import promises
from zhuchao.demo.engine.vouchers import vouchers

CENTRE, CHECKER = "zhongxin", "hecha"
_STEP = timedelta(minutes=7)
#: Share of stages and vouchers that a second person verified.
_VERIFIED = 0.62
_LATE_STAGES = ("registered", "filed", "sited", "started")


class Records:
    """Collects the acts of one project; ``last`` is the end of the history."""

    def __init__(self, life: Life, *, seed: int, division: str, last: date) -> None:
        self.life = life
        self.last = last
        self.dice = Dice(f"{seed}-records-{life.key}")
        self.known = details(self.dice, life, division=division)
        self.acts: list[Act] = []
        self.recorded: dict[str, datetime] = {}

    def add(self, at: datetime, verb: str, *, who: str = "", **given: object) -> datetime:
        """One more act; gives its moment."""
        self.acts.append(Act(at, verb, who or self.life.recorder, self.life.key, given))
        return at

    def when(self, day: date, *, after: datetime | None = None, most: int = 4) -> datetime:
        """When what happened on the day was written down: within ``most`` days, never before ``after``."""
        written = workday(day + self.dice.days(0, most))
        if flaws.BURST[0] <= day <= flaws.BURST[1] and self.life.office == flaws.BURST_OFFICE:
            written = flaws.BURST_DAYS[self.life.investor.number % 2]
        at = moment(written, self.dice.random.randrange(480))
        return max(at, after + _STEP) if after else at


def records(life: Life, *, seed: int, division: str, last: date) -> list[Act]:
    """The acts of one project in the order of their moments."""
    kept = Records(life, seed=seed, division=division, last=last)
    _opened(kept)
    for stage in life.stages()[1:]:
        _stage(kept, stage)
    _money(kept)
    _troubles(kept)
    return sorted(kept.acts, key=lambda act: act.at)


def _opened(kept: Records) -> None:
    life = kept.life
    at = kept.when(life.days["lead"], most=2)
    kept.add(at - _STEP, "company")
    kept.recorded["lead"] = kept.add(at, "open", on=life.days["lead"])


def _stage(kept: Records, stage: str) -> None:
    life, day = kept.life, kept.life.days[stage]
    late = "late" in life.flaws and stage == _late_stage(life)
    if late:
        at = kept.when(min(workday(day + kept.dice.days(75, 200)), kept.last))
    else:
        at = kept.when(day, after=max(kept.recorded.values()))
    if stage == "signed":
        at = _contract(kept, day, at)
    if "waived" in life.flaws and stage == "filed":
        kept.add(at, "override", who=CENTRE, stage=stage, on=day)
    else:
        kept.add(at, "advance", stage=stage, on=day, fields=kept.known.get(stage, {}))
    if not late:
        kept.recorded[stage] = at
    if stage not in ("intent", "talks") and kept.dice.chance(_VERIFIED):
        kept.add(
            kept.when(at.date() + timedelta(days=5), after=at, most=20), "verify", who=CHECKER, stage=stage
        )


def _late_stage(life: Life) -> str:
    return next(stage for stage in reversed(_LATE_STAGES) if stage in life.days)


def _contract(kept: Records, day: date, at: datetime) -> datetime:
    """The texts around the signing; gives the moment of the stage, which comes after the formal one."""
    life = kept.life
    if kept.dice.chance(0.25):
        talks = workday(life.days["talks"] + timedelta(days=8))
        _text(kept, kept.when(talks, after=kept.recorded["talks"]), "intent", talks)
    if "padded-framework" in life.flaws:
        _text(kept, at - _STEP, "framework", day)
    _text(kept, at, "formal", day, wan=life.sum_wan, event=life.event)
    _promised(kept, day, at + _STEP)
    if kept.dice.chance(0.12) and life.exit is None:
        changed = workday(day + kept.dice.days(90, 400))
        wan = round(life.sum_wan * kept.dice.random.uniform(0.8, 1.35), -2)
        _text(kept, kept.when(changed), "amendment", changed, wan=int(wan))
    if again := _next_ceremony(life):
        event, later = again
        _text(kept, kept.when(later), "formal", later, wan=life.sum_wan, event=event)
    return at + 2 * _STEP


def _promised(kept: Records, day: date, at: datetime) -> None:
    """What was agreed with the signing, and which duties were kept."""
    agreed = promises(kept.dice, kept.life, signed=day, terms=kept.known["signed"], last=kept.last)
    kept.add(at, "plan", on=day, promises=agreed)
    for promise in agreed:
        if promise.kept is not None:
            kept.add(kept.when(promise.kept, after=at), "settle", on=promise.kept, name=promise.name)


def _text(
    kept: Records, at: datetime, kind: str, on: date, *, wan: int | None = None, event: str = ""
) -> None:
    # An amendment of a day after the end has not been signed.
    if on <= kept.last:
        place = sum(act.verb == "contract" for act in kept.acts) + 1
        number = f"示招合〔{on.year}〕{kept.life.key[1:]}-{place}号"
        kept.add(at, "contract", kind=kind, on=on, wan=wan, event=event, number=number)


def _next_ceremony(life: Life) -> tuple[str, date] | None:
    """The ceremony at which a project is signed for the second time."""
    if "signed-twice" not in life.flaws:
        return None
    events = list(CEREMONIES)
    event = events[events.index(life.event) + 1]
    return event, CEREMONIES[event][0]


def _money(kept: Records) -> None:
    registered = kept.recorded.get("registered")
    if registered is None:
        return
    for voucher in vouchers(kept.dice, kept.life, last=kept.last):
        at = kept.when(voucher.day, after=registered, most=9)
        if "started" in kept.recorded and voucher.kind in ("equity", "convertible", "swap"):
            # Equity begins with its first money: it is written down before the start.
            first = voucher.day < kept.life.days["started"]
            at = min(at, kept.recorded["started"] - _STEP) if first else at
        kept.add(at, "money", on=voucher.day, voucher=voucher)
        if kept.dice.chance(_VERIFIED):
            checked = kept.when(at.date() + timedelta(days=3), after=at, most=25)
            kept.add(checked, "verify-money", who=CHECKER, number=voucher.number)


def _troubles(kept: Records) -> None:
    life = kept.life
    for place, delay in enumerate(life.delays):
        if delay.since > kept.last:
            continue
        at = kept.when(delay.since, after=kept.recorded["signed"])
        kept.add(at, "delay", on=delay.since, delay=delay, name=f"delay-{place}")
        if delay.until and not life.exit:
            kept.add(kept.when(delay.until, after=at), "delay-over", on=delay.until, name=f"delay-{place}")
    if life.exit:
        after = max(act.at for act in kept.acts if _by(act, life.exit.on))
        at = kept.when(life.exit.on, after=after, most=2)
        kept.add(at, "exit", who=CENTRE, on=life.exit.on, exit=life.exit)


def _by(act: Act, day: date) -> bool:
    """Whether what the act writes down happened by the day."""
    on = act.given.get("on")
    return isinstance(on, date) and on <= day
