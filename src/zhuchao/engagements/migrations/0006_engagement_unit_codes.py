from typing import Any

from django.db import migrations, models


def find_offices(apps: Any, schema_editor: Any) -> None:
    """Meetings of before know their units by name only."""
    codes: dict[str, list[str]] = {}
    for name, code in apps.get_model("accounts", "Office").objects.order_by("pk").values_list("name", "code"):
        codes.setdefault(name, []).append(code)
    meetings = apps.get_model("engagements", "Engagement").objects
    for row in meetings.exclude(units=[]).iterator():
        found = [code for unit in row.units for code in codes.get(unit, [])]
        if found:
            meetings.filter(pk=row.pk).update(unit_codes=f" {' '.join(found)} ")


class Migration(migrations.Migration):
    dependencies = [
        ("engagements", "0005_meetings"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="engagement",
            name="unit_codes",
            field=models.TextField(blank=True, verbose_name="参加单位编号"),
        ),
        migrations.RunPython(find_offices, migrations.RunPython.noop),
    ]
