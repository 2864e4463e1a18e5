"""Writing in one's own plan: the same text is the same entry, and no text is ever lost."""

from uuid import uuid4

import pytest

from krachtlijn.vault.actions import let_go, propose, rewrite, take_up, wipe, write
from krachtlijn.vault.errors import Invalid, NotThere, Stale, Taken, Wiped
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt
from krachtlijn.vault.reading import read_one, read_own
from tests.cast import bring_together, can_open, keep, put_before, seen, show
from tests.faults.planting import plant

WALK = {"words": "Elke dag een wandeling"}
SWIM = {"words": "Leren zwemmen"}


def earlier(person, entry_id):
    """The history as (number, words, standing, author)."""
    history = read_one(person, entry_id, history=True).history
    return [(one.number, one.record.words, one.standing, one.author_id) for one in history]


def test_what_is_written_is_there_word_for_word(amina):
    content = {
        "words": "Ik wil leren koken, écht 🍲\nzoals mijn moeder",
        "why": "Voor de kinderen",
        "kind": "change",
        "target": ["self"],
        "domain": ["home", "family"],
    }

    opened, new = write(uuid4(), "goal", content, by=amina)

    assert new
    assert opened.content == content | {"state": None}
    assert (opened.standing, opened.revision, opened.author_id) == ("own", 1, amina.pk)
    assert read_one(amina, opened.id) == opened


def test_the_same_text_sent_again_is_the_same_entry(amina):
    first, _ = write(uuid4(), "goal", WALK, by=amina)

    again, new = write(first.id, "goal", WALK, by=amina)

    assert not new
    assert again == first
    assert len(read_own(amina)) == 1


def test_content_that_was_given_may_be_put_back_unchanged(amina):
    given = keep(amina, "Een moestuin").content

    put_back, new = write(uuid4(), "goal", given, by=amina)

    assert new
    assert put_back.content == given


@pytest.mark.parametrize(
    ("kind", "content"),
    [("goal", SWIM), ("strength", WALK), ("goal", {**WALK, "why": "Voor mijn rug"})],
    ids=["other words", "other kind", "one more field"],
)
def test_another_text_under_the_same_id_is_refused(amina, kind, content):
    first, _ = write(uuid4(), "goal", WALK, by=amina)

    with pytest.raises(Taken):
        write(first.id, kind, content, by=amina)

    assert [(one.kind.name, one.words) for one in read_own(amina)] == [("goal", WALK["words"])]


def test_another_parent_under_the_same_id_is_refused(amina):
    parent = keep(amina, "Gezond blijven")
    first, _ = write(uuid4(), "goal", WALK, by=amina)

    with pytest.raises(Taken):
        write(first.id, "goal", WALK, about=parent.id, by=amina)


def test_a_resend_of_the_first_text_is_answered_also_after_an_edit(amina):
    first, _ = write(uuid4(), "goal", WALK, by=amina)
    edited = rewrite(first.id, SWIM, revision=1, by=amina)

    again, new = write(first.id, "goal", WALK, by=amina)

    assert not new
    assert again == edited


def test_the_edited_text_under_the_first_id_is_another_text(amina):
    first, _ = write(uuid4(), "goal", WALK, by=amina)
    rewrite(first.id, SWIM, revision=1, by=amina)

    with pytest.raises(Taken):
        write(first.id, "goal", SWIM, by=amina)


def test_a_wiped_entry_cannot_come_back_by_a_resend(amina):
    first, _ = write(uuid4(), "goal", WALK, by=amina)
    wipe(first.id, by=amina)

    for content in (WALK, SWIM):
        with pytest.raises(Wiped):
            write(first.id, "goal", content, by=amina)

    assert read_own(amina) == []


def test_wiped_is_told_to_those_who_knew_and_to_a_stranger_it_is_not_there(amina, joke, tom):
    entry = put_before(amina, "Bel eens met de wijkkamer", by=joke)
    wipe(entry.id, by=amina)

    for knew in (amina, joke):
        with pytest.raises(Wiped):
            read_one(knew, entry.id)
    with pytest.raises(NotThere):
        read_one(tom, entry.id)


def test_a_stranger_who_sends_a_foreign_id_learns_nothing_of_it(amina, tom):
    mine, _ = write(uuid4(), "goal", WALK, by=amina)

    for content in (WALK, SWIM):
        with pytest.raises(Taken) as refused:
            write(mine.id, "goal", content, by=tom)
        assert refused.value.args == ()
        assert vars(refused.value) == {}

    assert read_own(tom) == []
    assert read_one(amina, mine.id) == mine


def test_a_stranger_who_sends_a_wiped_id_does_not_learn_that_it_was_wiped(amina, tom):
    mine, _ = write(uuid4(), "goal", WALK, by=amina)
    wipe(mine.id, by=amina)

    with pytest.raises(Taken):
        write(mine.id, "goal", WALK, by=tom)


def test_a_proposal_under_the_id_of_an_own_entry_is_another_text(amina, joke):
    mine, _ = write(uuid4(), "goal", WALK, by=joke)

    with pytest.raises(Taken):
        propose(amina, "goal", WALK, entry_id=mine.id, by=joke)


def test_an_edit_keeps_the_words_the_standing_and_the_author_of_before(amina, joke):
    entry = keep(amina, "Een cursus")
    rewrite(entry.id, {"words": "Een cursus koken"}, revision=1, by=amina)
    let_go(entry.id, by=amina)
    take_up(entry.id, by=amina)
    rewrite(entry.id, {"words": "Een cursus bakken"}, revision=4, by=amina)

    assert earlier(amina, entry.id) == [
        (4, "Een cursus koken", "own", amina.pk),
        (3, "Een cursus koken", "let_go", amina.pk),
        (2, "Een cursus koken", "own", amina.pk),
        (1, "Een cursus", "own", amina.pk),
    ]
    assert read_one(amina, entry.id).words == "Een cursus bakken"


def test_an_edit_changes_only_the_fields_that_were_sent(amina):
    entry, _ = write(uuid4(), "goal", {**WALK, "why": "Voor mijn rug"}, by=amina)

    edited = rewrite(entry.id, {"domain": ["body"]}, revision=1, by=amina)

    assert edited.content == {**entry.content, "domain": ["body"]}


def test_a_stale_edit_is_refused_with_both_texts(amina):
    entry = keep(amina, "Een cursus")
    rewrite(entry.id, {"words": "Een cursus koken"}, revision=1, by=amina)

    with pytest.raises(Stale) as refused:
        rewrite(entry.id, {"words": "Een cursus naaien"}, revision=1, by=amina)

    assert refused.value.current.words == "Een cursus koken"
    assert refused.value.current.revision == 2
    assert refused.value.yours == {"words": "Een cursus naaien"}
    assert read_one(amina, entry.id).words == "Een cursus koken"


def test_without_the_check_of_the_revision_the_last_writer_would_win(amina, monkeypatch):
    entry = keep(amina, "Een cursus")
    rewrite(entry.id, {"words": "Een cursus koken"}, revision=1, by=amina)
    plant(monkeypatch, rewrite, "revision != entry.revision and", "False and")

    from krachtlijn.vault import actions

    assert actions.rewrite(entry.id, SWIM, revision=1, by=amina).words == SWIM["words"]


def test_the_same_edit_sent_again_changes_nothing(amina):
    entry = keep(amina, "Een cursus")
    edited = rewrite(entry.id, SWIM, revision=1, by=amina)

    assert rewrite(entry.id, SWIM, revision=1, by=amina) == edited
    assert rewrite(entry.id, SWIM, revision=2, by=amina) == edited


def test_an_older_edit_sent_again_after_newer_ones_is_stale(amina):
    entry = keep(amina, "Een cursus")
    for revision, words in enumerate(["Een", "Twee", "Drie"], start=1):
        rewrite(entry.id, {"words": words}, revision=revision, by=amina)

    with pytest.raises(Stale):
        rewrite(entry.id, {"words": "Een"}, revision=1, by=amina)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ({}, {"words"}),
        ({"words": ""}, {"words"}),
        ({"words": " \n\t "}, {"words"}),
        ({"words": "x" * 4001}, {"words"}),
        ({"words": "a\x00b"}, {"words"}),
        ({"words": "a\ud800b"}, {"words"}),
        ({"words": 3}, {"words"}),
        ({"words": "goed", "kind": "revenge"}, {"kind"}),
        ({"words": "goed", "domain": ["home", "moon"]}, {"domain"}),
        ({"words": "goed", "domain": "home"}, {"domain"}),
        ({"words": "goed", "owner": "iemand"}, {"owner"}),
        ({"words": "", "kind": "revenge", "owner": "x"}, {"words", "kind", "owner"}),
    ],
)
def test_what_does_not_fit_is_refused_per_field_and_leaves_nothing(amina, content, wrong):
    entry_id = uuid4()

    with pytest.raises(Invalid) as refused:
        write(entry_id, "goal", content, by=amina)

    assert set(refused.value.errors) == wrong
    assert not Receipt.objects.filter(pk=entry_id).exists()
    assert read_own(amina) == []


def test_an_unknown_kind_is_refused(amina):
    with pytest.raises(Invalid) as refused:
        write(uuid4(), "diagnosis", WALK, by=amina)

    assert set(refused.value.errors) == {"kind"}


def test_the_longest_text_fits_and_one_letter_more_does_not(amina):
    assert len(keep(amina, "é" * 4000).words) == 4000

    with pytest.raises(Invalid):
        keep(amina, "é" * 4001)


def test_an_entry_can_be_about_ones_own_entry_only(amina, joke):
    mine = keep(amina, "Gezond blijven")
    hers = keep(joke, "Een ander leven")

    assert keep(amina, "Wandelen", about=mine.id).about == mine.id
    for parent in (hers.id, uuid4()):
        with pytest.raises(Invalid) as refused:
            keep(amina, "Wandelen", about=parent)
        assert set(refused.value.errors) == {"about"}

    assert {one.words for one in read_own(amina)} == {"Gezond blijven", "Wandelen"}


def test_what_an_entry_is_about_is_not_named_to_who_may_not_see_it(amina, joke):
    parent = keep(amina, "Weg bij hem")
    child = keep(amina, "Sparen", about=parent.id)
    show(amina, joke, entry=child.id)

    assert read_one(joke, child.id).about is None

    show(amina, joke, entry=parent.id)

    assert read_one(joke, child.id).about == parent.id


@pytest.mark.parametrize(
    "touch",
    [
        lambda entry, who: rewrite(entry, SWIM, revision=1, by=who),
        lambda entry, who: let_go(entry, by=who),
        lambda entry, who: take_up(entry, by=who),
        lambda entry, who: wipe(entry, by=who),
    ],
    ids=["rewrite", "let go", "take up", "wipe"],
)
def test_only_the_keeper_touches_an_entry_however_much_was_shown(amina, joke, tom, touch):
    entry = keep(amina, "Een cursus")
    show(amina, joke, entry=entry.id)

    for other in (joke, tom):
        with pytest.raises(NotThere):
            touch(entry.id, other)

    assert read_one(amina, entry.id) == entry


def test_what_was_let_go_is_out_of_the_plan_and_can_be_taken_up_again(amina, joke):
    entry = keep(amina, "Een cursus")
    show(amina, joke, entry=entry.id)

    let_go(entry.id, by=amina)

    assert read_one(amina, entry.id).is_let_go
    assert seen(joke, whose=amina) == set()

    take_up(entry.id, by=amina)

    assert read_one(amina, entry.id).standing == "own"
    assert seen(joke, whose=amina) == {"Een cursus"}


def test_letting_go_twice_is_letting_go_once(amina):
    entry = keep(amina, "Een cursus")

    let_go(entry.id, by=amina)
    let_go(entry.id, by=amina)

    assert read_one(amina, entry.id).revision == 2


def test_wiping_leaves_nothing_but_an_empty_receipt(amina, joke):
    entry = keep(amina, "Een cursus")
    rewrite(entry.id, SWIM, revision=1, by=amina)
    show(amina, joke, entry=entry.id)

    wipe(entry.id, by=amina)

    why = "the test looks behind the door"
    assert not Entry.objects.unscoped(why).filter(pk=entry.id).exists()
    assert not EntryRevision.objects.unscoped(why).filter(entry=entry.id).exists()
    assert not Grant.objects.unscoped(why).filter(entry=entry.id).exists()
    receipt = Receipt.objects.get(pk=entry.id)
    assert (receipt.wiped, bytes(receipt.mark)) == (True, b"")
    assert not can_open(joke, entry.id)


def test_what_was_about_a_wiped_entry_stays(amina):
    parent = keep(amina, "Gezond blijven")
    child = keep(amina, "Wandelen", about=parent.id)

    wipe(parent.id, by=amina)

    assert read_one(amina, child.id).about is None


def test_the_mark_of_a_receipt_is_another_for_another_person(amina, joke):
    bring_together(amina, joke)
    marks = set()
    for whose in (amina, joke):
        entry, _ = write(uuid4(), "goal", WALK, by=whose)
        marks.add(bytes(Receipt.objects.get(pk=entry.id).mark))

    assert len(marks) == 2
