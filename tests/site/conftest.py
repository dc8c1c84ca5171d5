"""Projects for the commands that ask them."""

from made_projects import advance, make_project, paper  # noqa: F401 - fixtures
