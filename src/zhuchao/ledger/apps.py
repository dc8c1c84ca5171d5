"""The ledger's place in the installation."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts, evidence and the chain."""

    name = "zhuchao.ledger"
    default_auto_field = "django.db.models.BigAutoField"
