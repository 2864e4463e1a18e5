import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0002_scopes_of_an_area"),
    ]

    operations = [
        migrations.AlterField(
            model_name="barrier",
            name="merged_into",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="community.barrier",
            ),
        ),
    ]
