from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Voided, disputed and verified facts of a table are found without reading all judgements."""

    dependencies: ClassVar = [("ledger", "0001_initial")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="factstate",
            index=models.Index(fields=["kind", "state", "fact_code"], name="ledger_state_of_kind"),
        ),
    ]
