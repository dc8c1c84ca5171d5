"""Makes the home ready: Django started, the database at the present shape."""

import fcntl
import os
from pathlib import Path


def start() -> None:
    """Start Django with our settings; harmless when already started."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuchao.site.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the home's database to the present shape; two commands at once take turns.

    When nothing is to be done only the table of applied migrations is read.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with (Path(settings.ZHUCHAO_HOME) / ".migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
