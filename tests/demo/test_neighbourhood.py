from datetime import timedelta

import pytest
from django.utils import timezone

from krachtlijn.demo.neighbourhood import CIRCLE, PINS, fill, person_called
from krachtlijn.demo.neighbourhood.past import id_of
from krachtlijn.demo.neighbours import neighbours
from krachtlijn.demo.words import AMINA, CAST, LOOKS, PLANS, PURPOSES
from krachtlijn.organisations.models import Organisation
from krachtlijn.people import pins
from krachtlijn.people.circle import circle_of
from krachtlijn.people.models import Card, Membership, Person, Reach
from krachtlijn.vault import actions
from krachtlijn.vault.erasing import erase_person
from krachtlijn.vault.granting import Sight, words_of
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.looks import check_chain, looks_at
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Look, Receipt
from krachtlijn.vault.reading import read_all, read_one, read_own
from krachtlijn.vault.rules import WIDE_WAITS

pytestmark = pytest.mark.usefixtures("waterdam")

TABLES = [Organisation, Person, Membership, Reach, Card, Receipt]
GUARDED = [Entry, EntryRevision, Grant, Look]
OF_A_PLAN = {
    "strength", "source", "place", "tie", "factor", "aid", "vulnerability", "balance", "wish",
    "exploration", "choice", "goal", "step", "condition", "experience", "reflection", "signs",
    "story",
}  # fmt: skip


def amina() -> Person:
    return person_called("amina")


def amina_id(key: str):
    return id_of("entry", "amina", key)


def everything() -> dict[str, list]:
    rows = {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}
    for table in GUARDED:
        found = table.objects.unscoped("a test compares the whole table").order_by("pk")
        rows[table.__name__] = list(found.values())
    return rows


def shown_of_amina(to: str) -> list:
    return list(Entry.objects.shown_to(person_called(to)).filter(keeper=amina().pk))


def test_filling_again_changes_nothing():
    before = everything()

    fill(20)

    assert everything() == before


def test_a_longer_street_adds_neighbours_and_leaves_the_rest():
    before = {person.pk for person in Person.objects.all()}

    fill(23)

    new = [person_called(f"neighbour-{number}").pk for number in (21, 22, 23)]
    assert {person.pk for person in Person.objects.all()} == before | set(new)


def test_who_was_erased_does_not_come_back(settings, tmp_path):
    # The ledger of this erasure is no business of other tests.
    settings.DATA = tmp_path
    erase_person(amina(), by=amina())

    fill(20)

    assert amina() is None


def test_the_cast_and_twenty_neighbours_live_here():
    assert Person.objects.count() == len(CAST) + 20
    roles = {
        (member.person.name, member.role, member.organisation.name)
        for member in Membership.objects.select_related("person", "organisation")
    }
    assert roles == {(one.name, one.role, one.organisation) for one in CAST if one.organisation}


def test_every_chain_of_looks_is_whole():
    assert [check_chain(person.pk) for person in Person.objects.all()] == [None] * 27


def test_every_plan_opens():
    for key, lines in PLANS.items():
        assert len(read_own(person_called(key))) == len(lines)
    for number in range(1, 21):
        assert read_own(person_called(f"neighbour-{number}"))


def test_every_earlier_text_opens():
    for key, lines in PLANS.items():
        for line in lines:
            opened = read_one(person_called(key), id_of("entry", key, line.key), history=True)
            words = [earlier.record.words for earlier in reversed(opened.history)]
            assert [*words, opened.words][0] == line.content["words"]
            assert opened.revision == len(words) + 1
            moments = [earlier.at for earlier in reversed(opened.history)] + [opened.changed]
            assert moments == sorted(moments)
            assert opened.created == moments[0]


def test_aminas_plan_is_long_and_changed_along_the_way():
    plan = read_own(amina())

    assert len(plan) >= 120
    assert plan[0].created - plan[-1].created >= timedelta(days=600)
    assert sum(opened.revision > 1 for opened in plan) >= 10
    assert {opened.standing for opened in plan} == {"own", "proposed", "let_go"}
    assert {opened.kind.name for opened in plan} >= OF_A_PLAN


def test_nothing_is_written_in_the_night_or_still_to_come():
    for row in Entry.objects.unscoped("a test looks at the clock"):
        assert 7 <= timezone.localtime(row.created).hour <= 22
        assert row.created <= row.since <= row.changed < timezone.now()


def test_what_an_entry_is_about_was_there_before():
    rows = Entry.objects.unscoped("a test looks at the clock").exclude(about=None)
    assert rows.count() >= 10
    for row in rows.select_related("about"):
        assert row.about.created < row.created
        assert row.about.keeper == row.keeper


def test_joke_is_shown_exactly_the_course_the_balance_and_the_circle_that_are_aminas_own():
    kinds = {"goal", "step", "condition", "balance", "tie"}
    keys = {line.key for line in AMINA if line.kind in kinds and line.standing == "own"}

    assert {row.pk for row in shown_of_amina("joke")} == {amina_id(key) for key in keys}


def test_fatma_is_shown_exactly_one_strength_and_one_plan_for_a_hard_time():
    shown = {row.pk: row.kind for row in shown_of_amina("fatma")}

    assert shown == {amina_id("cook"): "strength", amina_id("hard_times"): "signs"}


def test_what_is_only_for_its_person_is_kept_back_just_as_the_verb_does():
    actions.write(id_of("test"), "story", {"words": "Kort."}, by=amina())
    only_me = [line.key for line in AMINA if KINDS[line.kind].kind_of.only_me]

    mine = Grant.objects.for_actor(amina()).filter(to=None)
    said = {grant.entry_id: grant for grant in mine}

    assert set(said) == {id_of("test"), *map(amina_id, only_me)}
    words = {
        (one.kind, one.shows, one.later, one.until, one.withdrawn, one.wide_from - one.given)
        for one in said.values()
    }
    assert words == {("", False, True, None, None, WIDE_WAITS)}
    assert {word.purpose for word in words_of(amina()) if word.to is None} == {""}


def test_a_day_and_a_link_are_told_as_keys_and_kept_as_what_they_mean():
    kept = read_one(amina(), amina_id("ask_school")).record
    assert kept.on == (timezone.localdate() + timedelta(days=3)).isoformat()
    row = Entry.objects.for_actor(amina()).get(pk=amina_id("ask_school"))
    assert row.due.isoformat() == kept.on

    aid = read_one(amina(), amina_id("interpreter")).record
    assert aid.eases == [str(amina_id("back")), str(amina_id("letters"))]


def test_every_link_leads_to_something_older_of_the_same_plan():
    told = 0
    for owner, lines in [*PLANS.items(), *((one.key, one.lines) for one in neighbours(20))]:
        by_key = {line.key: line for line in lines}
        for line in lines:
            for name, asked in KINDS[line.kind].asked():
                for key in line.content.get(name, []) if asked.links else []:
                    assert by_key[key].kind in asked.links, (owner, line.key)
                    assert by_key[key].days_ago > line.days_ago, (owner, line.key)
                    told += 1
    assert told >= 12


def test_rik_is_in_the_circle_and_is_shown_nothing():
    assert {person.name for person in circle_of(amina())} == {
        member.name for member in CAST if member.key in CIRCLE
    }
    assert list(Entry.objects.shown_to(person_called("rik"))) == []


def test_joke_is_shown_what_amina_writes_from_now_on():
    new, _is_new = actions.write(id_of("test"), "goal", {"words": "Leren zwemmen."}, by=amina())

    assert new.id in {row.pk for row in shown_of_amina("joke")}


def test_amina_reads_why_she_shows_what_she_shows():
    told = {(word.to.name, word.purpose) for word in words_of(amina()) if word.to}

    names = {member.key: member.name for member in CAST}
    assert told == {(names[shown.to], shown.purpose) for shown in PURPOSES}


def test_amina_reads_who_looked_and_who_proposed():
    names = {member.key: member.name for member in CAST}
    proposals = [names[line.by] for line in AMINA if line.by != "amina"]

    lines = looks_at(amina())

    assert sorted(line.who for line in lines if line.action == "R") == sorted(
        names[look.who] for look in LOOKS
    )
    assert sorted(line.who for line in lines if line.action == "C") == sorted(proposals)
    assert [line.when for line in lines] == sorted((line.when for line in lines), reverse=True)
    assert all(line.entries for line in lines)
    joke = next(line for line in lines if line.who == names["joke"])
    assert (joke.role, joke.organisation) == ("worker", "Wijkhuis De Linde")


def test_a_new_look_follows_on_the_old_ones():
    joke = person_called("joke")
    before = len(looks_at(amina()))

    read_all(joke, Entry.objects.shown_to(joke).filter(keeper=amina().pk))

    assert len(looks_at(amina())) == before + 1
    assert check_chain(amina().pk) is None


@pytest.mark.parametrize("key", ["house", "dutch", "hours_back"])
def test_a_resend_of_a_first_text_is_the_same_entry(key):
    line = next(line for line in AMINA if line.key == key)
    about = str(amina_id(line.about)) if line.about else None

    again = actions.write(amina_id(key), line.kind, line.content, about=about, by=amina())

    assert (again[0].id, again[1]) == (amina_id(key), False)


def test_a_resend_of_a_proposal_is_the_same_proposal():
    line = next(line for line in AMINA if line.by == "joke" and line.standing == "proposed")
    sent = {"entry_id": amina_id(line.key), "by": person_called("joke")}
    if line.about:
        sent["about"] = str(amina_id(line.about))

    again, is_new = actions.propose(amina(), line.kind, line.content, **sent)

    assert (again.id, is_new) == (amina_id(line.key), False)


def test_amina_goes_on_where_the_past_ended():
    opened = read_one(amina(), amina_id("dutch"))

    after = actions.rewrite(
        opened.id, {"words": "Een dikke krant."}, revision=opened.revision, by=amina()
    )

    assert after.revision == opened.revision + 1


def test_joke_has_people_of_her_own_and_some_neighbours_know_nobody():
    joke = person_called("joke")
    neighbours = Person.objects.exclude(pk__in=[id_of("person", one.key) for one in CAST])
    hers = neighbours.filter(reached_by__person=joke)

    assert hers.count() == 7
    for person in hers:
        shown = [one for one in read_own(person) if joke in Sight(person).readers(one)]
        assert shown
        assert len({one.kind.name for one in shown}) == 1
    assert 1 <= neighbours.filter(reaches=None).count() <= 6


def test_neighbours_have_no_card():
    assert {card.person.name for card in Card.objects.select_related("person")} == {
        member.name for member in CAST
    }


def test_no_pin_of_the_cast_is_a_common_one():
    assert [key for key, pin in PINS.items() if pins.is_common(pin)] == []
    assert set(PINS) == {member.key for member in CAST}
