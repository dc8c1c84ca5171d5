from typing import Any

from django.db import migrations, models

from zhuchao import rulebook
from zhuchao.rulebook import workdays


def fill(apps: Any, schema_editor: Any) -> None:
    """Leads written down before the verdict had a last day get the one of the rule on the day they were opened."""
    for lead in apps.get_model("engagements", "Lead").objects.filter(judge_due=None):
        days = rulebook.rule("leads.judge-workdays", on=lead.opened_on).value
        lead.judge_due = workdays.after(lead.opened_on, int(str(days)))
        lead.save(update_fields=["judge_due"])


class Migration(migrations.Migration):
    dependencies = [("engagements", "0001_initial")]

    operations = [
        migrations.AddField("lead", "judge_due", models.DateField("研判期限", null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("lead", "judge_due", models.DateField("研判期限")),
    ]
