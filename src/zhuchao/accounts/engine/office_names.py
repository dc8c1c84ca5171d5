"""Which office a name means that was written on a day: offices are renamed, merged and split."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Borne:
    """That an office bore a name from ``since`` to before ``until`` (None: it still does)."""

    office: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """``present`` is code → name of the offices there are, ``borne`` name → who bore it when, ``heirs`` the code of an
    office that is no more → those that took over what it owed; no entry when nobody did."""

    present: Mapping[str, str]
    borne: Mapping[str, Sequence[Borne]]
    heirs: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Meant:
    """``offices`` are the codes of the offices of today that may be meant: one, or it cannot be told. ``known`` is False
    when nobody ever bore the name, ``former`` True when the one office has another name today."""

    offices: tuple[str, ...]
    known: bool
    former: bool = False


def office_meant(names: OfficeNames, text: str, day: date) -> Meant:
    """The office that a name or code meant on the day, as what it is today.

    Whoever bears the name today and whoever bore it that day may both be meant; when nobody did, whoever ever bore it.
    An office that is no more means those that took over from it.
    """
    if text in names.present:
        return Meant((text,), True)
    if text in names.heirs:
        return _meant(names, text, [text])
    borne = names.borne.get(text, ())
    bearers = {b.office for b in borne if b.since <= day and (b.until is None or day < b.until)}
    bearers |= {code for code, name in names.present.items() if name == text}
    return _meant(names, text, bearers or {b.office for b in borne})


def _meant(names: OfficeNames, text: str, bearers: Iterable[str]) -> Meant:
    known = sorted(bearers)
    offices = tuple(sorted({code for bearer in known for code in _of_today(names, bearer)}))
    former = len(offices) == 1 and names.present[offices[0]] != text
    return Meant(offices, bool(known), former)


def _of_today(names: OfficeNames, code: str) -> set[str]:
    found: set[str] = set()
    asked, seen = [code], {code}
    while asked:
        here = asked.pop()
        if here in names.present:
            found.add(here)
            continue
        later = [heir for heir in names.heirs.get(here, ()) if heir not in seen]
        seen.update(later)
        asked += later
    return found
