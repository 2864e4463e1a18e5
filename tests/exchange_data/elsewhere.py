"""Another installation: empty, in a process and a data folder of its own.

Reads a file on its input, brings it in for someone who just began there, and writes on its output
what that person would take along again. ``yes`` as an argument: the words of others said yes.
"""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from krachtlijn.exchange.bringing_in import bring_in, read_file  # noqa: E402
from krachtlijn.exchange.document import document, everything_of  # noqa: E402
from tests import cast  # noqa: E402

for alias in ("keys", "default"):
    call_command("migrate", database=alias, verbosity=0, interactive=False)
rik = cast.person("Rik", language="en")
bring_in(read_file(sys.stdin.buffer.read()), others_said_yes="yes" in sys.argv, by=rik)
sys.stdout.write(document(everything_of(rik)).model_dump_json())
