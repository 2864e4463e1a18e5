"""The ``krachtlijn`` command."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from krachtlijn.privacy.secrets import SecretMissing

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "krachtlijn.config.settings")
    parser, commands = _parser()
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser.print_help()
        return 0
    known, rest = parser.parse_known_args(given)
    if rest and known.command != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    try:
        return commands[known.command](known, rest) or 0
    except KeyboardInterrupt:
        return 130
    except TELLABLE as problem:
        print(one_line(problem), file=sys.stderr)
        return 2


class UserError(Exception):
    """Something the person at the keyboard can mend; told in one line."""


# What is wrong with the surroundings and not with the program: nobody needs to read where it showed.
TELLABLE = (UserError, SecretMissing, ImportError)


def one_line(problem: BaseException) -> str:
    """What is wrong, for the person at the keyboard."""
    said = (str(problem).splitlines() or [""])[0]
    if isinstance(problem, ImportError):
        said = f"{problem.name or 'a library'} cannot be loaded ({said}); install it again"
    return f"krachtlijn: {said}"


def start() -> None:
    """Settings and models; a setting or a folder that does not do is a ``UserError``."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (OSError, ValueError, ImproperlyConfigured) as problem:
        raise UserError(f"cannot start: {problem}") from None


Run = Callable[[argparse.Namespace, list[str]], int | None]


def _parser() -> tuple[argparse.ArgumentParser, dict[str, Run]]:
    parser = argparse.ArgumentParser(prog="krachtlijn", description=__doc__)
    kinds = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    demo = kinds.add_parser("demo", help="a neighbourhood with its cast, served on this machine")
    demo.add_argument("--port", type=_port, default=8080, help="port on 127.0.0.1 (8080)")
    demo.add_argument("--data", type=Path, help="folder to keep it in (a new one each time)")
    demo.add_argument("--scale", type=_count, default=200, help="so many more neighbours (200)")

    tests = kinds.add_parser("test", help="everything that is tested", add_help=False)
    tests.set_defaults(tests=True)
    kinds.add_parser("check", help="format, lint, types, ladder, templates, safety")

    bring = kinds.add_parser(
        "setup", help="make or bring up to date the databases of KRACHTLIJN_DATA"
    )
    bring.set_defaults(bring=True)
    jobs = kinds.add_parser("jobs", help="the nightly work: post, numbers, anchor, old sessions")
    jobs.add_argument("--once", action="store_true", help="do it now and stop")
    erase = kinds.add_parser("erase", help="erase again everyone in the ledger of erasures")
    erase.add_argument("--replay", action="store_true", required=True)
    keys = kinds.add_parser("keys", help="look after the keys")
    keys.add_argument("what", choices=["rotate", "sweep"])
    anchors = kinds.add_parser("anchors", help="hold the look-log against an anchor")
    anchors.add_argument("file", type=Path)
    member = kinds.add_parser("member", help="give someone a role in an organisation, or end it")
    member.add_argument("organisation", help="its name; made when it is new")
    member.add_argument("role", help="worker, expert, council, officer or operator")
    member.add_argument("person", help="the number on their page “My name”")
    member.add_argument("--end", action="store_true", help="end this role")
    areas = kinds.add_parser("areas", help="take in the neighbourhoods, from GeoJSON")
    areas.add_argument("file", type=Path)
    areas.add_argument(
        "--from",
        dest="year",
        type=_year,
        required=True,
        help="they hold from 1 January of this year",
    )
    bench = kinds.add_parser("bench", help="how fast it is, with many signals")
    bench.add_argument("what", choices=["loop"])
    bench.add_argument("--signals", dest="many", type=_count, help="how many (50000)")
    bench.add_argument("--long", action="store_true", help="with ten million signals")
    bench.add_argument("--data", type=Path, help="folder to keep them in, to go on with later")
    kinds.add_parser("register", help="the register of personal data, as a table")
    kinds.add_parser("messages", help="collect texts to translate, and compile translations")
    return parser, {
        "demo": _demo,
        "test": _test,
        "check": _check,
        "setup": _setup,
        "jobs": _jobs,
        "erase": _erase,
        "keys": _keys,
        "anchors": _anchors,
        "member": _member,
        "areas": _areas,
        "bench": _bench,
        "register": _register,
        "messages": _messages,
    }


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("a number here is 0 or more")
    return int(text)


def _year(text: str) -> int:
    if not text.isdecimal() or not 2000 <= int(text) < 10000:
        raise argparse.ArgumentTypeError("a year has four digits")
    return int(text)


def _demo(given, rest) -> int:
    # Before the settings are read: they look at the folder and at whether this is a demo.
    from krachtlijn.demo.serving import serve_demo

    return serve_demo(port=given.port, data=given.data, scale=given.scale)


def _test(given, rest: list[str]) -> NoReturn:
    _run_tests_program(rest)


def _check(given, rest: list[str]) -> NoReturn:
    _run_tests_program(["--check-only"])


def _run_tests_program(rest: list[str]) -> NoReturn:
    program = ROOT / "tests" / "run.py"
    if not program.exists():
        raise UserError("the tests are in the checkout, not in the installed package")
    # Takes this process's place, so that ending the command ends the tests and all they started.
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, str(program), *rest])


def _setup(given, rest) -> None:
    start()
    from krachtlijn.config.starting import bring_up_to_date

    bring_up_to_date()
    print("ready")


def _jobs(given, rest) -> int:
    start()
    from krachtlijn.config import jobs

    return 1 if jobs.run(once=given.once) else 0


def _erase(given, rest) -> None:
    start()
    from krachtlijn.vault.erasing import replay_erasures

    print(f"{replay_erasures()} erased")


def _keys(given, rest) -> None:
    start()
    from krachtlijn.privacy.keys import renew_wrapping
    from krachtlijn.vault.erasing import sweep_orphan_keys

    if given.what == "rotate":
        print(f"{renew_wrapping()} keys wrapped anew")
    else:
        print(f"{sweep_orphan_keys()} orphan keys destroyed")


def _anchors(given, rest) -> int:
    if not given.file.is_file():
        raise UserError(f"there is no anchor {given.file}")
    start()
    from krachtlijn.vault.anchors import check_anchor

    wrong = check_anchor(given.file)
    print("\n".join(wrong) or "whole")
    return 1 if wrong else 0


def _member(given, rest) -> None:
    start()
    from krachtlijn.people.memberships import Unknown, end_membership, give_membership

    change = end_membership if given.end else give_membership
    try:
        change(given.person, given.organisation, given.role)
    except Unknown as problem:
        raise UserError(str(problem)) from None
    print("done")


def _areas(given, rest) -> None:
    try:
        text = given.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{given.file} cannot be read: {problem}") from None
    start()
    from django.utils import timezone

    from krachtlijn.organisations.areas import NotAreas, load_areas

    try:
        many = load_areas(text, year=given.year, today=timezone.localdate())
    except NotAreas as problem:
        raise UserError(str(problem)) from None
    print(f"{many} areas, from 1 January {given.year}")


def _bench(given, rest) -> int:
    from krachtlijn.bench.loop import bench_loop

    return bench_loop(many=given.many, long=given.long, data=given.data)


def _register(given, rest) -> None:
    start()
    from krachtlijn.privacy.register import register

    print("model\tcolumn\tabout\tpersonal\tsealed")
    for column in register():
        yes = {True: "yes", False: "no"}
        print(
            f"{column.model}\t{column.field}\t{column.about}\t"
            f"{yes[column.personal]}\t{yes[column.sealed]}"
        )


def _messages(given, rest) -> int:
    package = ROOT / "src" / "krachtlijn"
    languages = [f"--locale={code}" for code in ("nl", "fr")]
    make = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-location"]
    if subprocess.call([*make, *languages], cwd=package):
        raise UserError("collecting texts needs gettext: apt-get install gettext")
    return subprocess.call([sys.executable, str(ROOT / "hatch_build.py")])
