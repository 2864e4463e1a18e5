from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="scope",
            index=models.Index(fields=["area"], name="scopes_of_an_area"),
        ),
    ]
