"""Every noun has the same floors, and nothing else (design.md §1)."""

import pytest

FLOORS = {
    "engine",
    "models",
    "models.py",
    "analytics",
    "analytics.py",
    "selectors",
    "selectors.py",
    "store",
    "store.py",
    "flows",
    "web",
    "api",
    "api.py",
    "cli",
    "cli.py",
    "apps.py",
    "migrations",
    "templates",
    "__init__.py",
    "__pycache__",
}
#: Nouns of the trade have floors; these are below the trade or wiring, and are free inside.
WITHOUT_FLOORS = {"terms", "slots", "rulebook", "documents", "warehouse", "learners", "frame", "site"}
IN_DESIGN = WITHOUT_FLOORS | {
    "demo",
    "portal",
    "reports",
    "scorecards",
    "supervision",
    "commitments",
    "approvals",
    "tickets",
    "funds",
    "team",
    "policy",
    "land",
    "projects",
    "chains",
    "engagements",
    "companies",
    "figures",
    "accounts",
    "ledger",
    "notices",
    "solvers",
}


def test_every_noun_is_in_the_design(tree):
    assert {p.name for p in tree.nouns()} <= IN_DESIGN


def test_no_noun_has_a_floor_of_its_own(tree):
    odd = [
        tree.shown(inside)
        for noun in tree.nouns()
        if noun.name not in WITHOUT_FLOORS
        for inside in noun.iterdir()
        if inside.name not in FLOORS
    ]
    assert not odd


def test_templates_lie_under_the_name_of_their_noun(tree):
    astray = [
        tree.shown(inside)
        for noun in tree.nouns()
        if (noun / "templates").is_dir()
        for inside in (noun / "templates").iterdir()
        if inside.name != noun.name and noun.name != "frame"
    ]
    assert not astray


def test_foreign_keys_point_down():
    from django.apps import apps
    from django.conf import settings

    order = {name: place for place, name in enumerate(settings.NOUNS)}
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if (here := order.get(model._meta.app_config.name)) is not None
        for field in model._meta.get_fields()
        if field.many_to_one
        and (there := order.get(field.related_model._meta.app_config.name)) is not None
        and there > here
    ]
    assert not upward


@pytest.mark.django_db
def test_migrations_are_up_to_date():
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


def test_there_is_no_django_admin():
    from django.conf import settings

    assert "django.contrib.admin" not in settings.INSTALLED_APPS
