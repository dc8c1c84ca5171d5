"""What performing the plan needs at hand: the lives, the people as actors, the codes of what was made so far."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhuchao.accounts.selectors import actor_by_login
from zhuchao.demo.engine.acts import Act
from zhuchao.demo.engine.lives import Life
from zhuchao.ledger.flows import add_evidence
from zhuchao.projects.engine.needs import Need
from zhuchao.projects.selectors.rules import choices, needs
from zhuchao.terms.actor import Actor

_MONTHS_SHARED = 3


@dataclass
class Scene:
    """``codes`` maps keys of the plan to codes; actors, files and needs are read once."""

    lives: Mapping[str, Life]
    division: str
    codes: dict[str, str] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _files: dict[tuple[str, int], str] = field(default_factory=dict)
    _needs: dict[tuple[str, str, str, int], Sequence[Need]] = field(default_factory=dict)

    def actor(self, login: str) -> Actor:
        """The actor behind a log-in: nobody of the 示例 district changed posts."""
        if login not in self._actors:
            self._actors[login] = actor_by_login(login)
        return self._actors[login]

    def life(self, act: Act) -> Life:
        """The project that the act is about."""
        return self.lives[act.key]

    def file(self, kind: str, day: date, *, who: str) -> str:
        """The sha-256 of a paper of the kind; papers of one kind and quarter share a file, which says so."""
        quarter = day.year * 4 + (day.month - 1) // _MONTHS_SHARED
        if (kind, quarter) not in self._files:
            name = choices("papers").get(kind, kind)
            text = f"示例材料：{name}\n{day.year}年第{quarter % 4 + 1}季度\n本文件为示例区演示所用，不是真实材料。\n"
            self._files[kind, quarter] = self.keep(text, f"示例{name}.txt", who=who)
        return self._files[kind, quarter]

    def keep(self, text: str, name: str, *, who: str) -> str:
        """Keep a text as evidence; gives its sha-256."""
        return add_evidence(actor=self.actor(who), stream=io.BytesIO(text.encode()), name=name)

    def needs(self, life: Life, stage: str, day: date) -> Sequence[Need]:
        """What the stage needs of such a project by the rules of that year."""
        asked = (stage, life.klass, life.form, day.year)
        if asked not in self._needs:
            self._needs[asked] = needs(stage, klass=life.klass, form=life.form, on=day)
        return self._needs[asked]
