"""The place of chains in the installation."""

from django.apps import AppConfig


class ChainsConfig(AppConfig):
    """Industry chains, gaps, targets and what became of them."""

    name = "zhuchao.chains"
    default_auto_field = "django.db.models.BigAutoField"
