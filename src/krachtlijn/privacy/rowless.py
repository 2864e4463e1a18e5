"""Tables that remember no order. SQLite numbers its rows as they come in, unless told not to."""

from django.db import migrations


def without_rowid(*tables: str) -> migrations.RunPython:
    """A migration step: these tables, still empty, lie in the order of their key (SQLite only)."""

    def rebuild(apps, schema_editor):
        if schema_editor.connection.vendor != "sqlite":
            return
        with schema_editor.connection.cursor() as cursor:
            for table in tables:
                cursor.execute(
                    "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
                    " ORDER BY type = 'table' DESC",
                    [table],
                )
                made, *indexes = [sql for (sql,) in cursor.fetchall()]
                cursor.execute(f'DROP TABLE "{table}"')
                for sql in (f"{made} WITHOUT ROWID", *indexes):
                    cursor.execute(sql)

    return migrations.RunPython(rebuild, migrations.RunPython.noop)
