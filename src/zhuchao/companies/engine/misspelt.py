"""A registered name with one slip in it: which pairs of characters it still shares with the name that was meant.

A wrong, missing, doubled or swapped character spoils at most three neighbouring pairs; the legal form
(有限公司 for 有限责任公司) is what people slip on most and tells companies least apart.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

#: Neighbouring pairs that one slip may spoil: two swapped characters spoil three, any other slip two.
SPOILT, SPOILT_SHORT = 3, 2


def body(name: str, forms: Sequence[str]) -> str:
    """The name without the longest legal form it ends with; two characters at least are left."""
    for form in sorted(forms, key=len, reverse=True):
        if len(form) > 1 and name.endswith(form) and len(name) > len(form) + 1:
            return name.removesuffix(form)
    return name


def is_full(name: str, forms: Sequence[str], longest_short: int) -> bool:
    """True when this is said like a registered name: with a legal form, or longer than any short name."""
    return len(name) > longest_short or body(name, forms) != name


def readings(name: str, shortest: int) -> list[list[str]]:
    """Sets of pairs, one for each place of the slip: whoever holds a whole set may be meant.

    A short name is not searched for swapped characters. Empty when a slip in ``name`` would leave fewer than
    ``shortest`` pairs: too little to look for.
    """
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    spoilt = SPOILT if len(pairs) - SPOILT >= shortest else SPOILT_SHORT
    if len(pairs) - spoilt < shortest:
        return []
    sets = (pairs[:at] + pairs[at + spoilt :] for at in range(len(pairs) - spoilt + 1))
    return [list(dict.fromkeys(each)) for each in sets]


#: How little another legal form counts beside what stands before it.
_FORM_SHARE = 0.05


def likeness(said: str, name: str, forms: Sequence[str]) -> float:
    """From 0 to 1: how much of the two names, legal forms aside, stands in the other in the same order."""
    ours, theirs = body(said, forms), body(name, forms)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    same_form = said[len(ours) :] == name[len(theirs) :]
    return matcher.ratio() * (1 - _FORM_SHARE) + _FORM_SHARE * same_form
