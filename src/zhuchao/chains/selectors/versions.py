"""Versions of a chain: published ones for every reader, drafts for those who keep chains."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.engine.differences import Difference, differences
from zhuchao.chains.engine.editing import empty_chain
from zhuchao.chains.engine.knowledge import Chain, chain_from_content
from zhuchao.chains.engine.soundness import Edit, faults, introduced
from zhuchao.chains.models import ChainDraft, ChainVersion
from zhuchao.chains.selectors.knowledge import chain as chain_of
from zhuchao.chains.selectors.knowledge import chains, check_reader, laid_down, of_version
from zhuchao.rulebook.industries import industries
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

#: Of a published version: it holds today, will from its day on, or another has taken its place.
IN_FORCE, TO_COME, PAST = "现行", "待生效", "已被替代"


@dataclass(frozen=True, slots=True)
class VersionView:
    """A published version and what it says otherwise than the one before; ``state`` is one of 现行, 待生效, 已被替代."""

    chain: str
    name: str
    number: int
    effective_on: date
    published_by: str
    published_at: datetime
    reason: str
    base: str
    state: str
    changes: tuple[Difference, ...]

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        keys = ("chain", "name", "number", "published_by", "reason", "base", "state")
        plain = {k: getattr(self, k) for k in keys}
        days = {"effective_on": self.effective_on.isoformat(), "published_at": self.published_at.isoformat()}
        return plain | days | {"changes": [c.as_dict() for c in self.changes]}


@dataclass(frozen=True, slots=True)
class DraftView:
    """The next version while it is written; ``base`` is empty for a chain that never was. ``revision`` rises with every
    change: whoever sends one says which he had before him."""

    chain: Chain
    base: str
    revision: int
    started_by: str
    started_at: datetime
    changed_by: str
    changed_at: datetime


def versions(actor: Actor, chain: str = "") -> list[VersionView]:
    """Published versions of one chain (of all when not said), the newest first.

    Raises Refused for whoever is not staff.
    """
    check_reader(actor)
    before = {c.code: c for c in laid_down()}
    held = {(c.code, c.version) for c in chains(actor)}
    found = []
    for row in ChainVersion.objects.order_by("chain", "number"):
        now = of_version(row)
        was = before.get(row.chain, empty_chain(row.chain, ""))
        before[row.chain] = now
        if chain in ("", row.chain, row.name):
            by = row.actor_name, row.recorded_at
            later = TO_COME if row.effective_on > timezone.localdate() else PAST
            state = IN_FORCE if (row.chain, now.version) in held else later
            its = (row.chain, row.name, row.number, row.effective_on, *by, row.reason, row.base, state)
            found.append(VersionView(*its, tuple(differences(was, now))))
    return found[::-1]


def first_laid_down(actor: Actor, chain: str) -> Chain | None:
    """The chain as the rulebook lays it down; None for one the centre made. Raises Refused for whoever is not staff."""
    check_reader(actor)
    return next((c for c in laid_down() if chain in (c.code, c.name)), None)


def newest(actor: Actor, chain: str) -> Chain:
    """What a new draft starts from: the version published last, even of a day to come, else the rulebook's.

    Raises Refused when there is no such chain.
    """
    rows = ChainVersion.objects.order_by("-number")
    row = rows.filter(chain=chain).first() or rows.filter(name=chain).first()
    if row is None:
        code = chain_of(actor, chain).code
        row = rows.filter(chain=code).first()
    return of_version(row) if row else chain_of(actor, chain)


def draft(actor: Actor, chain: str, seen: int | None = None) -> DraftView:
    """The draft of a chain. Raises Refused for whoever does not keep chains, when there is none, and when it is no longer
    at the revision ``seen``: who looked at an older one would write over what came since."""
    rights.need_editor(actor)
    rows = ChainDraft.objects
    row = rows.filter(chain=chain).first() or rows.filter(name=chain).first()
    if row is None:
        said = f"产业链“{chain}”没有草稿"
        raise Refused(Refusal("chains.no-draft", said, "请先起草新版本。", "chain"))
    if seen not in (None, row.revision):
        when = f"{timezone.localtime(row.changed_at):%Y-%m-%d %H:%M}"
        said = f"产业链“{row.name}”的草稿已由{row.changed_by}在 {when} 改过，与您打开时不同"
        raise Refused(Refusal("chains.draft-overtaken", said, "请重新打开，看过对方的修改后再办。", "chain"))
    return _view(row)


def has_draft(actor: Actor, chain: str) -> bool:
    """True when somebody is writing the next version. Raises Refused for whoever does not keep chains."""
    rights.need_editor(actor)
    return ChainDraft.objects.filter(Q(chain=chain) | Q(name=chain)).exists()


def drafts(actor: Actor) -> list[DraftView]:
    """Every draft in hand, by name. Raises Refused for whoever does not keep chains."""
    rights.need_editor(actor)
    return [_view(row) for row in ChainDraft.objects.order_by("name")]


def _view(row: ChainDraft) -> DraftView:
    found = chain_from_content(row.content, row.name, "")
    its = row.started_by, row.started_at, row.changed_by, row.changed_at
    return DraftView(found, row.base, row.revision, *its)


def changes(actor: Actor, its: DraftView) -> list[Difference]:
    """What the draft says otherwise than the version it was made from."""
    return differences(made_from(actor, its), its.chain)


def made_from(actor: Actor, its: DraftView) -> Chain:
    """The version a draft was made from; for a chain that never was one without links."""
    code = its.chain.code
    return newest(actor, code) if its.base else empty_chain(code, "")


def last_day(code: str) -> date:
    """The day of the version published last; the first of all days when none was."""
    days = ChainVersion.objects.filter(chain=code).order_by("-effective_on")
    return days.values_list("effective_on", flat=True).first() or date.min


def first_day(actor: Actor, chain: str) -> date | None:
    """The day from which there is a chain of this code or name at all; None when there never was.

    Raises Refused for whoever is not staff.
    """
    check_reader(actor)
    days = [date.fromisoformat(c.version) for c in laid_down() if chain in (c.code, c.name)]
    rows = ChainVersion.objects.filter(Q(chain=chain) | Q(name=chain)).order_by("effective_on", "number")
    days += rows.values_list("effective_on", flat=True)[:1]
    return min(days, default=None)


def names(actor: Actor, but: str = "") -> set[str]:
    """Names of chains in force, to come and drafted, but those of the chain ``but``."""
    kept = [(c.code, c.name) for c in chains(actor)]
    kept += ChainVersion.objects.values_list("chain", "name")
    kept += ChainDraft.objects.values_list("chain", "name")
    return {name for code, name in kept if code != but}


def codes_used(actor: Actor) -> set[str]:
    """Codes of chains in force, ever published or drafted."""
    used = {c.code for c in chains(actor)} | set(ChainDraft.objects.values_list("chain", flat=True))
    return used | set(ChainVersion.objects.values_list("chain", flat=True))


def link_codes_used(actor: Actor, of: Chain) -> set[str]:
    """Codes of links the chain has or ever had in a published version."""
    rows = ChainVersion.objects.filter(chain=of.code)
    return {link.code for each in (of, *map(of_version, rows)) for link in each.links}


def faults_of(actor: Actor, found: Chain) -> list[Refusal]:
    """All that keeps the chain from being published."""
    return faults(found, industries(), names(actor, found.code))


def check_change(actor: Actor, before: Chain, after: Chain, link: str = "") -> None:
    """Raises Refused with every fault the change brings, each said of what was changed; ``link`` is the one said anew."""
    wrong = faults(after, industries(), names(actor, after.code), Edit(before, link))
    if brought := introduced(faults_of(actor, before), wrong):
        raise Refused(*brought)


def find_codes(text: str, most: int = 12) -> list[tuple[str, str]]:
    """Codes of GB/T 4754 with their names whose code begins with the text or whose name holds it; classes first."""
    wanted = text.strip()
    if not wanted:
        return []
    found = [
        (c, n) for c, n in industries().items() if c[0].isdigit() and (c.startswith(wanted) or wanted in n)
    ]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))[:most]
