"""Which links of a chain place companies otherwise after a change, and why a company is not on a link."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.engine.placement_patterns import Cues, patterns

#: A company comes onto a link, leaves it, or stays with another confidence.
ON, OFF, SURER = "on", "off", "confidence"
MOVES: dict[str, str] = {ON: "进入", OFF: "离开", SURER: "把握度变化"}


@dataclass(frozen=True, slots=True)
class Touched:
    """``anew`` are links of the later chain that must be judged again: new ones and those with other words; ``gone``
    links of the earlier chain that are no more."""

    anew: tuple[Link, ...]
    gone: tuple[Link, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all links on which anything can move."""
        return tuple(link.code for link in (*self.anew, *self.gone))


def touched(before: Chain, after: Chain, cues: Cues) -> Touched:
    """Where companies can move. On which link a company stands depends on the words of that link alone, so a link whose
    patterns stayed as they were need not be read."""
    old = {link.code: link for link in before.links}
    new = {link.code for link in after.links}
    return Touched(
        tuple(
            link
            for link in after.links
            if link.code not in old or patterns(old[link.code], cues) != patterns(link, cues)
        ),
        tuple(link for link in before.links if link.code not in new),
    )


def only(chain: Chain, links: Iterable[Link]) -> Chain:
    """The chain with these links alone, to place companies on no other."""
    kept = tuple(links)
    codes = {link.code for link in kept}
    said = tuple(c for c in chain.corrected if c.link in codes)
    return replace(chain, links=kept, edges=(), corrected=said)


def find(chain: Chain, code: str) -> Link | None:
    """The link of that code; None when the chain has none."""
    return next((link for link in chain.links if link.code == code), None)


def absence(there: Link | None, elsewhere: Link | None, text: str, decided: Iterable[str]) -> str:
    """Why a company is not on a link as ``there`` says it, though it is as ``elsewhere`` says it.

    ``text`` is its scope and name, ``decided`` the words that put it on the link elsewhere.
    """
    if there is None:
        return "没有这个环节"
    kept = elsewhere.exclude if elsewhere else ()
    if blocked := [w for w in there.exclude if w not in kept and w in text]:
        return f"含排除说法“{'”“'.join(blocked)}”"
    known = (*there.words, *there.name_words, *there.hint_words)
    spoken = (*elsewhere.words, *elsewhere.name_words, *elsewhere.hint_words) if elsewhere else ()
    if lacking := [w for w in decided if w in spoken and w not in known]:
        return f"“{'”“'.join(lacking)}”不是本环节的词"
    return "经营范围和名称中没有足以归入本环节的说法"
