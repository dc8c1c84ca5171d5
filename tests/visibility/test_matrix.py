"""Who sees what: every way in to every kind of record, asked by every role, as matrix.yaml lays down.

The matrix is data; what makes the records and what asks for them stands in tests/invented/visible_*.py.
"""

import datetime
from pathlib import Path

import pytest
import visible_channels
import visible_meetings
import visible_people
import visible_projects
import visible_records
import visible_reports
import visible_target
import yaml
from visible_asker import Asker
from visible_ways import WAYS
from visible_world import World

from zhuchao.terms.actor import ROLE_NAMES, Role

pytestmark = pytest.mark.django_db

MATRIX = yaml.load(Path(__file__).with_name("matrix.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
COLUMNS = MATRIX["columns"]
NEED_LAKE = {
    "lead",
    "company",
    "company-history",
    "contact",
    "import-run",
    "lead-fact",
    "figure",
    "evidence",
    "placement-correction",
    "target-dealing",
}
#: Kinds whose page reads tables of all chains, which take long to build.
NEED_CHAINS = {"target-dealing"}


def maker(kind):
    """The function that makes records of the kind."""
    name = kind.replace("-", "_")
    rooms = (
        visible_records,
        visible_people,
        visible_channels,
        visible_projects,
        visible_reports,
        visible_meetings,
        visible_target,
    )
    return next(getattr(room, name) for room in rooms if hasattr(room, name))


def lines(kind):
    """Way → expected labels by column."""
    return {
        way: {column: set(cell.strip("_")) for column, cell in zip(COLUMNS, cells, strict=True)}
        for ways, cells in MATRIX["records"][kind]["ways"].items()
        for way in ways.split()
    }


@pytest.fixture
def enterprise(district):
    """Somebody of an enterprise, in the office above all others: it opens nothing."""
    from zhuchao.accounts.models import Holding, Person, Post

    start = datetime.date(2020, 1, 1)
    post = Post.objects.create(
        code="P-enterprise",
        office=district.offices["D"],
        name="企业用户",
        roles=[Role.ENTERPRISE],
        valid_from=start,
    )
    person = Person(code="R-enterprise", login="enterprise", name="示例enterprise")
    person.set_unusable_password()
    person.save()
    Holding.objects.create(person=person, post=post, start=start)
    district.people["enterprise"] = person


@pytest.fixture
def made(request, district, actors, enterprise):
    """The records of the kind under test."""
    kind = request.node.callspec.params["kind"]
    if kind in NEED_CHAINS:
        request.getfixturevalue("few_chains")
    lake = request.getfixturevalue("small_lake") if kind in NEED_LAKE else None
    return maker(kind)(World(district, actors, lake))


@pytest.mark.parametrize("kind", MATRIX["records"])
def test_every_role_is_shown_what_the_matrix_says(client_as, made, kind):
    """List, detail, search, export, count, API and command line agree with the table, for every role."""
    table = lines(kind)
    faults = []
    for column in COLUMNS:
        asker = Asker(client_as(column), column)
        for way, cells in table.items():
            shown = WAYS[kind][way](asker, made)
            right = len(cells[column]) if isinstance(shown, int) else cells[column]
            if shown != right:
                faults.append(
                    f"{kind} {way} as {column}: {shown or 'nothing'}, should be {right or 'nothing'}"
                )
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("kind", MATRIX["records"])
def test_a_stranger_is_shown_nothing(client, made, kind):
    """Without a log-in every way is shut."""
    asker = Asker(client, "")
    shown = {way: ask(asker, made) for way, ask in WAYS[kind].items()}
    assert not any(shown.values()), shown


def test_every_role_has_a_column(district, enterprise):
    """A new role fails until somebody says what it sees."""
    from zhuchao.accounts.models import Post

    held = {Role(r) for post in Post.objects.filter(code__in=[f"P-{c}" for c in COLUMNS]) for r in post.roles}
    assert held == set(ROLE_NAMES) == set(Role)
    assert set(district.people) == set(COLUMNS)


def test_the_table_and_the_ways_name_the_same():
    """No line without a way to ask, no way without a line; every kind can be made."""
    assert list(MATRIX["records"]) == list(WAYS)
    for kind, ways in WAYS.items():
        assert set(lines(kind)) == set(ways), kind
        assert callable(maker(kind))


def test_every_table_is_in_the_matrix_or_excused():
    """A new model fails until somebody decides who sees it, or says why nobody does."""
    from django.apps import apps

    named = [label for its in MATRIX["records"].values() for label in its["models"]]
    assert len(named) == len(set(named))
    excused = MATRIX["not_shown"]
    assert not set(named) & set(excused)
    assert all(len(reason) > 10 for reason in excused.values())
    assert {m._meta.label for m in apps.get_models()} == set(named) | set(excused)
