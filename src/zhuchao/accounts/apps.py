"""The place of accounts in the installation."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Offices, posts and people."""

    name = "zhuchao.accounts"
    default_auto_field = "django.db.models.BigAutoField"
