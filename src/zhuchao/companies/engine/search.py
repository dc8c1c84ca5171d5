"""What was asked: a credit code or words, split and normalised as the registry's names are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhuchao.terms import uscc
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.words import normalise_name

#: Words of this length and with this many digits may be the beginning of a credit code; shorter ones are names.
_CODE_LENGTH, _CODE_DIGITS = 6, 4
_SIGNS = re.compile(r"[\W_]+")
FIELDS = {"all": "全部", "name": "企业名称", "scope": "经营范围", "address": "地址", "uscc": "信用代码"}


@dataclass(frozen=True, slots=True)
class Question:
    """``typed`` is everything asked as names are normalised, ``whole`` the same without signs, ``words`` its
    parts apart by blanks, ``runs`` its parts apart by any sign, ``code`` the beginning of a credit code. At
    least one word and one run have two characters."""

    typed: str
    whole: str
    words: tuple[str, ...]
    runs: tuple[str, ...]
    code: str


def bare(text: str) -> str:
    """Normalised and without brackets and other signs."""
    return _SIGNS.sub("", normalise_name(text))


def plain(name_key: str) -> str:
    """A name that is already normalised, without its signs."""
    return name_key if name_key.isalnum() else _SIGNS.sub("", name_key)


def read(text: str, field: str, shortest: int) -> Question:
    """Make out what is asked for in ``field`` (a key of FIELDS).

    Raises Refused for another field, and when there are fewer than ``shortest`` characters to look for.
    """
    if field not in FIELDS:
        known = "、".join(f"{key}（{name}）" for key, name in FIELDS.items())
        raise _refused(f"不能按“{field[:20]}”查找", f"可用的查找范围：{known}。", "field")
    words = tuple(w for w in map(bare, text.split()) if w)
    whole = "".join(words)
    if len(whole) < shortest:
        raise _refused("要找的字太少", f"请至少输入{shortest}个字，例如字号的头两个字。", "text")
    runs = tuple(run for part in text.split() for run in _SIGNS.split(normalise_name(part)) if run)
    return Question(
        normalise_name(text),
        whole,
        _with_pairs(words, whole),
        _with_pairs(runs, whole),
        whole if field == "uscc" or (field == "all" and _is_code(whole)) else "",
    )


def _with_pairs(parts: tuple[str, ...], whole: str) -> tuple[str, ...]:
    """Single characters alone find nothing in an index of pairs: then they are meant to stand together."""
    return parts if any(len(p) > 1 for p in parts) else (whole,)


def _is_code(text: str) -> bool:
    return (
        _CODE_LENGTH <= len(text) <= uscc.LENGTH
        and sum(c.isdigit() for c in text) >= _CODE_DIGITS
        and set(text) <= set(uscc.ALPHABET)
    )


def holds(text: str, words: Sequence[str]) -> bool:
    """True when the text holds every word as it stands; that it holds their pairs of characters says less."""
    # Most texts hold the words as they stand; normalising a long scope is what costs time.
    if all(w in text for w in words):
        return True
    normalised = bare(text)
    return all(w in normalised for w in words)


def excerpt(text: str, words: Sequence[str], width: int) -> str:
    """The part of a long text around the first word that occurs in it, with … where it was cut."""
    if len(text) <= width:
        return text
    folded = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    at = min((i for w in words if (i := folded.find(w)) >= 0), default=0)
    start = max(0, min(at - width // 3, len(text) - width))
    end = start + width
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _refused(reason: str, next_step: str, field: str) -> Refused:
    return Refused(Refusal("companies.search", reason, next_step, field))
