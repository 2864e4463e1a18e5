"""Counting over many places, in a job: Ibis on DuckDB, beside the database and not in it.

The rows are streamed into a private folder that is gone afterwards. Nothing here is imported when
the web server starts: the libraries are heavy, and pages read only what was released.
"""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db.models import QuerySet

CHUNK = 100_000


def count(rows: QuerySet, *columns: str) -> dict[tuple[str, ...], int]:
    """How many rows there are of each combination of these columns, all of them texts."""
    with tempfile.TemporaryDirectory(prefix="krachtlijn-count-") as folder:
        _write(rows.order_by().values_list(*columns), columns, Path(folder) / "rows.parquet")
        return _counted(Path(folder), columns)


def expression(rows, columns: tuple[str, ...]):
    """What is counted, as Ibis says it; the same on another engine."""
    return rows.group_by(list(columns)).agg(number=rows.count())


def _write(rows: QuerySet, columns: tuple[str, ...], file: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    # A few hundred areas and a few dozen themes: as codes they are small and quickly counted.
    text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    schema = pyarrow.schema([(name, text) for name in columns])
    with parquet.ParquetWriter(file, schema, compression="lz4") as writer:
        for chunk in _chunks(rows.iterator(chunk_size=CHUNK)):
            arrays = [
                pyarrow.array(column).dictionary_encode().cast(text)
                for column in zip(*chunk, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _chunks(rows: Iterator[tuple]) -> Iterator[list[tuple]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _counted(folder: Path, columns: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    engine = _engine(folder)
    try:
        asked = expression(engine.read_parquet(folder / "rows.parquet"), columns)
        found = engine.raw_sql(engine.compile(asked)).fetchall()
    finally:
        engine.disconnect()
    return {tuple(key): number for *key, number in found}


def _engine(folder: Path):
    """A DuckDB that reads this folder, and reaches for nothing else: no extension, no network."""
    import ibis

    engine = ibis.duckdb.connect(
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
        temp_directory=str(folder),
    )
    engine.raw_sql(f"SET allowed_directories = ['{folder}']")
    engine.raw_sql("SET enable_external_access = false")
    engine.raw_sql("SET lock_configuration = true")
    return engine
