"""What a model of industries is given to learn: labelled companies, and the declared words as short documents."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.engine.industry import DeclaredWords, declared_from_rule, features
from zhuchao.chains.engine.labelled import LabelledCompany

if TYPE_CHECKING:
    from zhuchao.learners.texts import Document

_WORD_WEIGHT = 0.2


def declared(on: date | None = None) -> DeclaredWords:
    """The declared words in force on the day (today when not said)."""
    return _declared(on or timezone.localdate(), rulebook.version())


def industry_names() -> tuple[str, ...]:
    """The industries a company may be judged or corrected to be of."""
    return declared().classes


@lru_cache(maxsize=4)
def _declared(on: date, version: str) -> DeclaredWords:
    return declared_from_rule(rulebook.rule("classify.declared", on=on))


def documents_of(
    companies: Sequence[LabelledCompany], company_numbers: Sequence[int], words: DeclaredWords
) -> "list[Document]":
    """Companies, those without scope by their name, and every declared word of a class that occurs among them.

    Each declared word is a company of its own that nobody judges, so that no fold leaves it out.
    """
    from zhuchao.learners.texts import Document

    found = [
        Document(c.text, features(words, c.name, c.scope, c.products), c.label, number, 1.0, c.judged)
        for c, number in zip(companies, company_numbers, strict=True)
    ]
    known = {c.label for c in companies}
    free = max(company_numbers, default=-1) + 1
    silent = (0.0,) * (3 * len(words.classes))
    for word, classes in words.of.items():
        for number in classes:
            if words.classes[number] in known:
                found.append(Document(word, silent, words.classes[number], free, _WORD_WEIGHT, False))
                free += 1
    return found
