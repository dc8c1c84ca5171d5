"""What every test may ask for. The home is a fresh folder, set before the settings are read."""

import atexit
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).parent / "invented"))
from registry_lake import small_lake, small_lake_template  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from django.test import Client

    from zhuchao.terms.actor import Actor, Role
    from zhuchao.terms.refusal import Refused

# Each xdist worker loads this file in its own process, so each has a home of its own.
_HOME = Path(tempfile.mkdtemp(prefix="zhuchao-test-"))
os.environ["ZHUCHAO_HOME"] = str(_HOME)
os.environ.pop("ZHUCHAO_ACTOR", None)
if "PYTEST_XDIST_WORKER" in os.environ:
    # The workers share the cores: threads of their own would only wait for each other.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    os.environ.setdefault("ZHUCHAO_THREADS", "1")
# A busy machine is no finding: how long an example takes is not judged.
# The examples are the same in every run, so that a red suite is somebody's change; HYPOTHESIS_PROFILE=explore looks
# for new ones.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Read the settings now that the home is set.

    Were their name in pyproject.toml or left in the environment, pytest-django would read them before this
    file, here or in an xdist worker, and the tests would run in somebody's home.
    """
    if not config.pluginmanager.hasplugin("django"):
        return
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "zhuchao.site.settings"
    settings.DATABASES  # noqa: B018 - reading any name loads them
    del os.environ["DJANGO_SETTINGS_MODULE"]
    # The real hash takes a third of a second on purpose; what is tested is who may log in, not the hash.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


PASSWORD = "示例-口令-2026"
#: Two offices of the same kind, so that a test can show what one must not see of the other.
OFFICES = {
    "D": ("示例区委区政府", "leadership", ""),
    "C": ("示例区招商投资促进中心", "centre", "D"),
    "B1": ("示例区发展和改革局", "department", "D"),
    "T1": ("示例街道一", "town", "D"),
    "T2": ("示例街道二", "town", "D"),
    "K": ("示例区考核办", "assessment", "D"),
}
#: name of the actor → (office, roles, head of the office)
POSTS = {
    "officer": ("T1", ["officer"], False),
    "office_head": ("T1", ["office_head"], True),
    "other_officer": ("T2", ["officer"], False),
    "other_head": ("T2", ["office_head"], True),
    "centre": ("C", ["centre", "office_head"], True),
    "department": ("B1", ["department"], False),
    "leader": ("D", ["leader"], True),
    "assessor": ("K", ["assessor"], False),
    "system_admin": ("D", ["system_admin"], False),
    "security_admin": ("D", ["security_admin"], False),
    "audit_admin": ("D", ["audit_admin"], False),
}


@pytest.fixture(scope="session")
def home() -> Path:
    """The ZHUCHAO_HOME of this process."""
    return _HOME


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; the test is skipped, and says so, where there is none."""
    named = os.environ.get("ZHUCHAO_SHARED_DATA", "")
    if not named:
        pytest.skip("ZHUCHAO_SHARED_DATA is not set: no real data at hand")
    if not Path(named).is_dir():
        pytest.skip(f"ZHUCHAO_SHARED_DATA names no folder: {named}")
    return Path(named)


class District:
    """A small district in the test database: offices, posts and one person for each role."""

    def __init__(self) -> None:
        import datetime

        from zhuchao.accounts import models

        start = datetime.date(2020, 1, 1)
        self.offices: dict[str, models.Office] = {}
        for below in (False, True):
            made = [
                models.Office(
                    code=code, name=name, kind=kind, parent=self.offices.get(parent), valid_from=start
                )
                for code, (name, kind, parent) in OFFICES.items()
                if bool(parent) is below
            ]
            self.offices |= {office.code: office for office in models.Office.objects.bulk_create(made)}
        posts = models.Post.objects.bulk_create(
            models.Post(
                code=f"P-{login}",
                office=self.offices[office],
                name="负责人" if is_head else "专员",
                roles=roles,
                is_head=is_head,
                valid_from=start,
            )
            for login, (office, roles, is_head) in POSTS.items()
        )
        people = [models.Person(code=f"R-{login}", login=login, name=f"示例{login}") for login in POSTS]
        for person in people:
            person.set_unusable_password()
        self.people = {person.login: person for person in models.Person.objects.bulk_create(people)}
        models.Holding.objects.bulk_create(
            models.Holding(person=person, post=post, start=start)
            for person, post in zip(people, posts, strict=True)
        )

    def actor(self, name: str) -> "Actor":
        """The actor of that name in ``POSTS``."""
        from zhuchao.accounts import selectors

        return selectors.actor_of(self.people[name])

    def set_password(self, name: str, password: str = PASSWORD) -> str:
        """Give the person a password to log in with and return it."""
        self.people[name].set_password(password)
        self.people[name].save()
        return password


@pytest.fixture
def district(db: None) -> District:
    """Offices, posts and people in the test database."""
    return District()


#: An actor holds codes and no keys of rows: those of one district are those of every other.
_actors: "dict[str, Actor]" = {}


@pytest.fixture
def actors(district: District) -> "dict[str, Actor]":
    """Actor by name: officer, office_head, other_officer, other_head, centre, department, leader, assessor,
    system_admin, security_admin, audit_admin."""
    if not _actors:
        _actors.update({name: district.actor(name) for name in POSTS})
    return dict(_actors)


@pytest.fixture
def make_actor() -> "Callable[..., Actor]":
    """An actor of given roles without any row in the database: for tests of selectors and rights."""
    from zhuchao.terms.actor import Actor

    def made(*roles: "Role", office: str = "T1", offices: frozenset[str] | None = None) -> Actor:
        return Actor(
            person_code="R-made",
            person_name="示例某某",
            post_code="P-made",
            post_name="示例岗位",
            home_office=office,
            office_codes=offices if offices is not None else frozenset({office}),
            roles=frozenset(roles),
        )

    return made


@pytest.fixture
def client_as(district: District) -> "Callable[[str], Client]":
    """A browser session of that actor, already logged in."""
    from django.test import Client

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(district.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


@pytest.fixture
def at_once() -> "Callable[..., tuple[list[Any], list[Refused]]]":
    """``at_once(press, *givens)``: ``press(given)`` for each, by threads of their own at the same moment; what
    was returned and what was refused. Any other error fails the test."""
    from django.db import connections

    from zhuchao.terms.refusal import Refused

    def pressed(press: "Callable[[Any], Any]", *givens: object) -> "tuple[list[Any], list[Refused]]":
        start = threading.Barrier(len(givens))
        made: list[Any] = []
        told: list[Refused] = []

        def one(given: object) -> None:
            try:
                start.wait()
                made.append(press(given))
            except Refused as refused:
                told.append(refused)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(givens)) as threads:
            for each in [threads.submit(one, given) for given in givens]:
                each.result()
        return made, told

    return pressed
