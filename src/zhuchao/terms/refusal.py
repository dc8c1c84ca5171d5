"""How the product says no: which rule, which field, on what article, and what to do next."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something cannot be done. All texts are Chinese sentences for the screen.

    ``rule`` is the short id of the rule (``lead.owner-only``); ``field`` the input it concerns
    (empty when none); ``article`` the document and article it rests on, or 本系统规则;
    ``next_step`` what the reader can do about it and is never empty.
    """

    rule: str
    reason: str
    next_step: str
    field: str = ""
    article: str = "本系统规则"

    def __post_init__(self) -> None:
        if not self.next_step:
            raise ValueError(f"refusal {self.rule} names no next step")

    def __str__(self) -> str:
        return f"{self.reason}（{self.article}）。{self.next_step}"

    def as_dict(self) -> dict[str, str]:
        """The refusal as plain JSON-ready text."""
        return asdict(self)


class Refused(Exception):  # noqa: N818 - the word of the trade
    """Raised by a flow; carries every refusal at once so that the form shows all of them.

    ``forbidden`` is True when the actor lacks the right, as against a rule of the trade.
    """

    def __init__(self, *refusals: Refusal, forbidden: bool = False) -> None:
        self.refusals = refusals
        self.forbidden = forbidden
        super().__init__("；".join(str(r) for r in refusals))


def forbidden(rule: str, reason: str, next_step: str = "请联系本单位负责人或区招商投资促进中心。") -> Refused:
    """The refusal for a missing right."""
    return Refused(Refusal(rule=rule, reason=reason, next_step=next_step), forbidden=True)
