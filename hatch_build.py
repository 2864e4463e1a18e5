"""Compiles the translations, when this package is built or installed, and by hand.

`python hatch_build.py` does the same for a checkout whose texts changed after it was installed.
"""

import sys
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_texts(root: Path) -> list[Path]:
    made = []
    for source in sorted(root.glob("src/krachtlijn/**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        content = polib.pofile(str(source), encoding="utf-8").to_binary()
        if not target.exists() or target.read_bytes() != content:
            # A running server may be reading the old one, so it is replaced in one step.
            fresh = target.with_name(f".{target.name}.{source.stat().st_ino}")
            fresh.write_bytes(content)
            fresh.replace(target)
        made.append(target)
    return made


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_texts(Path(self.root))


if __name__ == "__main__":
    try:
        compile_texts(Path(__file__).resolve().parent)
    except (OSError, UnicodeDecodeError) as problem:
        sys.exit(f"translations: {problem}")
