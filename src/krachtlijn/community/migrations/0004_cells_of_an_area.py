from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0003_merged_without_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="cell",
            index=models.Index(fields=["area", "about"], name="cells_of_an_area"),
        ),
    ]
