"""Writing in the vault: each verb changes and leaves its trace in one transaction."""

import json
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from krachtlijn.people.circle import circle_of, in_contact
from krachtlijn.people.models import Person
from krachtlijn.privacy.keys import Keys, keys_for
from krachtlijn.vault import granting, rules
from krachtlijn.vault.errors import Invalid, NotThere, Stale, Taken, Wiped
from krachtlijn.vault.kinds import KINDS, Kind, Record
from krachtlijn.vault.looks import Seen, note_looks
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt, Standing
from krachtlijn.vault.reading import Opened, missing, read_one, seal, unseal
from krachtlijn.vault.validation import record_of
from krachtlijn.web.answers import demand


def write(entry_id, kind: str, content: dict, *, about=None, by: Person) -> tuple[Opened, bool]:
    """Keep something in one's own plan. Gives the entry, and whether it is new.

    The same text under the same id is the same entry: a resend changes nothing. Raises ``Taken``
    when the id stands for another text, ``Wiped`` when it was wiped, ``Invalid`` when it does not fit.
    """
    return _write(entry_id, kind, content, about, keeper=by, by=by)


def propose(
    person: Person, kind: str, content: dict, *, entry_id=None, about=None, by: Person
) -> tuple[Opened, bool]:
    """Put something before another person. It stays outside their plan until they say yes.

    Only someone in their circle can; to anyone else the person is not there. A yes of whoever
    they asked was asked for, and stands at once.
    """
    if not in_contact(person, by):
        raise NotThere
    _demand_for_others(kind, content)
    return _write(entry_id or uuid.uuid4(), kind, content, about, keeper=person, by=by)


def rewrite(entry_id, changes: dict, *, revision: int, by: Person) -> Opened:
    """Change some fields of one's own entry; the earlier text stays in its history.

    ``revision`` is the one the writer saw. Raises ``Stale`` with both texts when a newer one stands.
    """
    with transaction.atomic():
        entry = _kept(entry_id, by)
        demand(rules.may_rewrite(by, entry))
        keys = keys_for(entry.keeper)
        kept = KINDS[entry.kind].kept(unseal(entry.sealed, keys, entry.pk, entry.revision))
        before = kept.model_dump(mode="json")
        record = record_of(entry.kind, {**before, **changes})
        _demand_right_for(by, record)
        after = record.model_dump(mode="json")
        resent = after == before and revision in (entry.revision, entry.revision - 1)
        if revision != entry.revision and not resent:
            raise Stale(read_one(by, entry_id), changes)
        if not resent:
            entry.due = record.due()
            if record.to() != kept.to():
                entry.to_id = _asked(record, entry.keeper, by)
            _turn(entry, keys, content=after, author=by)
    return read_one(by, entry_id)


def accept(entry_id, *, by: Person) -> Opened:
    """Say yes to a proposal: it stands in the plan, as the words of whoever proposed it."""
    with transaction.atomic():
        entry = _kept(entry_id, by)
        if entry.standing != Standing.OWN:
            entry.since = timezone.now()
            keys = keys_for(entry.keeper)
            _turn(entry, keys, standing=Standing.OWN)
            _let_former_go(entry.pk, KINDS[entry.kind].kind_of, keys, by)
    return read_one(by, entry_id)


def let_go(entry_id, *, by: Person) -> Entry:
    """Put an entry, or a proposal, out of the plan. Needs no reason and can be taken up again.

    Whoever said yes to someone's step can hand it back in the same way, as long as it stands.
    """
    with transaction.atomic():
        entry = _given(entry_id, by) or _kept(entry_id, by)
        if entry.standing == Standing.LET_GO:
            return entry
        keys = keys_for(entry.keeper)
        _turn(entry, keys, standing=Standing.LET_GO)
        if entry.keeper != by.pk:
            seen = Seen(entry.keeper, "U", [(str(entry.pk), entry.kind)], "proposal")
            note_looks([seen], by=by, keys={entry.keeper: keys})
    return entry


def take_up(entry_id, *, by: Person) -> None:
    """Take up again what was let go."""
    with transaction.atomic():
        entry = _kept(entry_id, by)
        if entry.standing == Standing.LET_GO:
            # In the plan anew: what was shown before covers it only if it also covers later words.
            entry.since = timezone.now()
            keys = keys_for(entry.keeper)
            _turn(entry, keys, standing=Standing.OWN)
            _let_former_go(entry.pk, KINDS[entry.kind].kind_of, keys, by)


@transaction.atomic
def wipe(entry_id, *, by: Person) -> None:
    """Wipe an entry with its whole history and everything shown of it. Only its id is remembered."""
    entry = _kept(entry_id, by)
    Receipt.objects.filter(pk=entry.pk).update(wiped=True, mark=b"")
    Grant.objects.unscoped("the keeper wipes").filter(entry=entry.pk).delete()
    EntryRevision.objects.unscoped("the keeper wipes").filter(entry=entry.pk).delete()
    Entry.objects.for_actor(by, "keep").filter(pk=entry.pk).delete()


def _write(entry_id, kind, content, about, *, keeper: Person, by: Person) -> tuple[Opened, bool]:
    record = record_of(kind, content)
    _demand_right_for(keeper, record)
    keys = keys_for(keeper.pk)
    sent = record.model_dump(mode="json")
    mark = keys.mark(canonical(kind, sent, about, keeper.pk))
    try:
        with transaction.atomic():
            # The receipt goes first: of two at once, the second waits here and finds the first.
            Receipt.objects.create(pk=entry_id, actor=by.pk, keeper=keeper.pk, mark=mark)
            _demand_parent(about, keeper, by)
            proposed = keeper != by
            asked_for = proposed and _is_asked_for(record, about, by)
            to = _asked(record, keeper.pk, by)
            Entry.objects.create(
                pk=entry_id,
                keeper=keeper.pk,
                author=by,
                kind=kind,
                about_id=about,
                standing=Standing.OWN if asked_for or not proposed else Standing.PROPOSED,
                due=record.due(),
                to_id=to,
                sealed=seal(sent, keys, entry_id, 1),
            )
            if record.kind_of.only_me:
                granting.keep_back(entry=entry_id, by=keeper)
            if not proposed:
                _let_former_go(entry_id, record.kind_of, keys, by)
            if proposed:
                seen = Seen(keeper.pk, "C", [(str(entry_id), kind)], "proposal")
                note_looks([seen], by=by, keys={keeper.pk: keys})
    except IntegrityError:
        return _weigh_resend(entry_id, mark, keeper, by), False
    return read_one(by, entry_id), True


def _weigh_resend(entry_id, mark: bytes, keeper: Person, by: Person) -> Opened:
    receipt = Receipt.objects.filter(pk=entry_id).first()
    if receipt is None:
        raise Taken
    knows = by.pk in (receipt.actor, receipt.keeper)
    if receipt.wiped and knows:
        raise Wiped
    same = bytes(receipt.mark) == mark and receipt.actor == by.pk and receipt.keeper == keeper.pk
    if not same:
        raise Taken
    return read_one(by, entry_id)


def canonical(kind: str, content: dict, about, keeper: uuid.UUID) -> bytes:
    """The one way to write down what was sent, so that equal texts give equal marks."""
    told = [kind, content, str(about) if about else None, str(keeper)]
    return json.dumps(told, sort_keys=True, ensure_ascii=False).encode()


def _demand_parent(about, keeper: Person, by: Person) -> None:
    """What an entry is about must lie with the same keeper and be seen by the writer."""
    if about is None:
        return
    parents = Entry.objects.for_actor(by, "read").filter(pk=about, keeper=keeper.pk)
    if not parents.exists():
        raise Invalid({"about": [_("What this is about is not there.")]})


def _demand_right_for(keeper: Person, record: Record) -> None:
    """What cannot stand in the plan of this very person, is not kept there."""
    if wrong := record.wrong_for(keeper):
        raise Invalid(wrong)


def _demand_for_others(kind: str, content) -> None:
    """What only the person can write, nobody puts before them."""
    if kind not in KINDS:
        return
    record = KINDS[kind]
    if record.kind_of.own_hand:
        raise Invalid({"kind": [_("Only the one whose plan it is can write this.")]})
    filled = [name for name in record.of_own_hand() if content.get(name)]
    if filled:
        said = _("Only the one whose plan it is can answer this. Leave it empty.")
        raise Invalid({name: [said] for name in filled})


def _asked(record: Record, keeper: uuid.UUID, by: Person) -> uuid.UUID | None:
    """Whom this asks: someone of the circle of the one who asks."""
    to = record.to()
    if to is None:
        return None
    if by.pk != keeper or not circle_of(by).filter(pk=to).exists():
        raise Invalid({record.kind_of.to: [_("Choose someone of your circle.")]})
    return to


def _is_asked_for(record: Record, about, by: Person) -> bool:
    """Whether this answers what its keeper asked this very person."""
    kind = record.kind_of
    if about is None or not kind.chosen_by_others:
        return False
    asking = Entry.objects.shown_to(by).filter(pk=about, to=by, kind__in=kind.answers)
    return asking.exists()


def _given(entry_id, by: Person) -> Entry | None:
    """What this person said to someone who asks them, locked, while it stands there.

    Whoever was not asked offered it; they do not hear whether it was taken, so not here either.
    """
    said = [name for name, record in KINDS.items() if record.kind_of.chosen_by_others]
    mine = Entry.objects.for_actor(by, "read").filter(author=by, standing=Standing.OWN)
    return (
        mine.filter(pk=entry_id, about__to=by, kind__in=said)
        .exclude(keeper=by.pk)
        .select_for_update(of=("self",))
        .first()
    )


def _kept(entry_id, by: Person) -> Entry:
    """The entry, locked, when it lies with this person; else not there."""
    entry = Entry.objects.for_actor(by, "keep").select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise missing(by, entry_id)
    return entry


def _let_former_go(entry_id, kind: Kind, keys: Keys, by: Person) -> None:
    """Of some kinds only one stands: the one that came now takes the place of the others."""
    if kind.one_stands:
        mine = Entry.objects.for_actor(by, "keep").select_for_update()
        for former in mine.filter(kind=kind.name, standing=Standing.OWN).exclude(pk=entry_id):
            _turn(former, keys, standing=Standing.LET_GO)


def _turn(entry: Entry, keys: Keys, *, content=None, standing=None, author=None) -> None:
    """A new revision; the old one keeps its text, its standing and whose words it was."""
    EntryRevision.objects.create(
        entry=entry,
        number=entry.revision,
        author_id=entry.author_id,
        standing=entry.standing,
        at=entry.changed,
        sealed=entry.sealed,
    )
    if content is None:
        content = unseal(entry.sealed, keys, entry.pk, entry.revision)
    entry.revision += 1
    entry.changed = timezone.now()
    entry.standing = standing or entry.standing
    if author:
        entry.author = author
    entry.sealed = seal(content, keys, entry.pk, entry.revision)
    entry.save(
        update_fields=["due", "to", "revision", "changed", "since", "standing", "author", "sealed"]
    )
