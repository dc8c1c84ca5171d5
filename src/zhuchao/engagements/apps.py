"""The place of engagements in the installation."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    """Leads: source, owner office, clock and outcome."""

    name = "zhuchao.engagements"
    default_auto_field = "django.db.models.BigAutoField"
