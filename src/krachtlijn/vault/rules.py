"""Who may do what in the vault: yes, or no with a reason the person may read."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from krachtlijn.people.circle import in_contact
from krachtlijn.people.models import Person
from krachtlijn.people.stepup import is_fresh
from krachtlijn.vault.models import Entry, Standing
from krachtlijn.web.answers import Refused

WIDE_WAITS = timedelta(hours=24)


def may_rewrite(person: Person, entry: Entry):
    if entry.standing == Standing.PROPOSED:
        return Refused(_("This is a proposal. Say yes to it first, then you can change it."))
    return True


def may_show(person: Person, to: Person | None, *, proved_at: datetime | None):
    """Showing asks for a PIN that was given in the last ten minutes; keeping back never does."""
    if to is not None and not in_contact(person, to):
        return Refused(_("You can only show something to someone in your circle."))
    if not is_fresh(proved_at):
        return Refused(_("Type your PIN again first. Then you can show this."))
    return True
