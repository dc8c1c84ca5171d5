"""Tests never touch a home that somebody works with."""

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings


def test_the_home_of_tests_is_a_fresh_temporary_folder(home):
    assert home == Path(os.environ["ZHUCHAO_HOME"])
    assert home.resolve() == settings.ZHUCHAO_HOME
    assert home.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())


@pytest.mark.django_db
def test_the_test_database_lies_in_the_home_or_on_a_server(home):
    from django.db import connection

    name = connection.settings_dict["NAME"]
    assert connection.vendor == "postgresql" or Path(name).is_relative_to(home)


def test_the_small_district_has_an_actor_of_every_staff_and_admin_role(actors):
    from zhuchao.terms.actor import Role

    held = set().union(*(a.roles for a in actors.values()))
    assert held == set(Role) - {Role.ENTERPRISE}
