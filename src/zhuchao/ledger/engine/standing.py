"""Which judgement of a fact may follow which."""

#: What may be said of a fact → its word on a form.
JUDGEMENTS = {"verified": "核实", "disputed": "存疑", "voided": "作废"}

#: State now → states it may change to. What is voided stays voided: record the fact anew.
NEXT: dict[str, frozenset[str]] = {
    "claimed": frozenset({"verified", "disputed", "voided"}),
    "verified": frozenset({"disputed", "voided"}),
    "disputed": frozenset({"verified", "voided"}),
    "voided": frozenset(),
}


def may_follow(now: str, then: str) -> bool:
    """True when the state ``then`` may be given to a fact whose state is ``now``."""
    return then in NEXT[now]
