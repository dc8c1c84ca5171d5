"""Small things that many pages show: a state in words and colour, a crumb, a verb that may be refused."""

from dataclasses import dataclass

from zhuchao.terms.refusal import Refusal

#: tone → (Tabler colour, icon). A state is always told by its word and its icon, never by colour alone.
TONES: dict[str, tuple[str, str]] = {
    "red": ("red", "alert-circle"),
    "amber": ("orange", "alert-triangle"),
    "green": ("green", "circle-check"),
    "grey": ("secondary", "circle-dashed"),
    "blue": ("blue", "info-circle"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A state: ``tone`` is red (overdue, missing), amber (at risk), green (met), blue (in hand), grey (unknown)."""

    text: str
    tone: str = "grey"

    @property
    def colour(self) -> str:
        """The Tabler colour of the tone; an unknown tone is grey."""
        return TONES.get(self.tone, TONES["grey"])[0]

    @property
    def icon(self) -> str:
        """The icon that stands beside the word."""
        return TONES.get(self.tone, TONES["grey"])[1]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumbs; the last one has no ``url``."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A verb of a flow as a button. ``method`` is ``get`` or ``post``; ``refusal`` says why it cannot be done now.

    ``confirm`` is the sentence asked before a destructive act; ``fields`` are posted along with it.
    """

    label: str
    url: str
    method: str = "get"
    refusal: Refusal | None = None
    primary: bool = False
    icon: str = ""
    confirm: str = ""
    fields: tuple[tuple[str, str], ...] = ()
