"""What people do in a group, from beginning it to leaving it."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from krachtlijn.community import barriers
from krachtlijn.community.models import Barrier
from krachtlijn.groups import actions, log
from krachtlijn.groups.models import Group, Line, Member
from krachtlijn.privacy.keys import keys_of
from krachtlijn.privacy.models import Letter, WrappedKey
from krachtlijn.privacy.register import keepers
from krachtlijn.privacy.sealing import Unreadable
from krachtlijn.vault.erasing import erase_person, sweep_orphan_keys
from krachtlijn.web.answers import Refused
from tests import cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def said(group, person) -> list[tuple]:
    """What someone reads in the log, the newest first."""
    me = actions.member_in(group, person)
    told = log.opened(group, log.lines_of(group, me=me), me=me)
    return [(one.line.kind, one.words, one.who, one.way) for one in told]


def write(group, by, words="We kwamen samen.", kind="meeting", on=DAY, **more):
    actions.write_line(group, kind, words, on=on, by=by, **more)


def barrier(area="linde", theme="wait_home", **more) -> Barrier:
    by = barriers.Acting("Werkgroep", frozenset({"group"}), DAY)
    one = barriers.notice(theme, area, "Veel mensen wachten.", by=by)
    Barrier.objects.filter(pk=one.pk).update(**more)
    one.refresh_from_db()
    return one


# ------------------------------------------------------------------------------ coming in


def test_a_group_needs_no_plan_and_no_file(amina, signed_in):
    typed = {"name": "Kookploeg", "deciding": "talk", "open": "yes", "alias": "Mina"}

    answer = signed_in(amina).post("/samen/groepen/nieuw/", typed)

    group = Group.objects.get()
    assert answer["Location"] == f"/samen/groep/{group.pk}/"
    assert [(one.person, one.alias) for one in group.members.all()] == [(amina, "Mina")]


def test_a_group_that_is_sent_twice_is_one(amina, fatma, signed_in):
    client, typed = (
        signed_in(amina),
        {"name": "Kook", "deciding": "talk", "open": "yes", "alias": "M"},
    )
    sent = client.get("/samen/groepen/nieuw/").context["id"]

    answers = [client.post("/samen/groepen/nieuw/", typed | {"id": str(sent)}) for _ in range(2)]
    other = signed_in(fatma).post("/samen/groepen/nieuw/", typed | {"id": str(sent)})

    assert {answer["Location"] for answer in answers} == {f"/samen/groep/{sent}/"}
    assert other["Location"] != answers[0]["Location"]
    assert Group.objects.count() == 2
    assert Group.objects.get(pk=sent).members.count() == 1


def test_a_group_can_begin_around_a_barrier(amina, signed_in):
    one = barrier()
    typed = {"name": "Kookploeg", "deciding": "talk", "open": "yes", "alias": "Mina"}

    signed_in(amina).post(f"/samen/groepen/nieuw/?drempel={one.pk}", typed)

    assert Group.objects.get().barrier == one


def test_who_joins_chooses_their_name(group, stranger, signed_in):
    signed_in(stranger).post(f"/samen/groep/{group.pk}/meedoen/", {"alias": "De nieuwe"})

    assert actions.member_in(group, stranger).alias == "De nieuwe"


@pytest.mark.parametrize("page", ["groepen/nieuw/", "groep/{}/meedoen/"])
def test_nobody_is_called_by_their_full_name_unless_they_type_it(group, signed_in, page):
    stranger = cast.person("Fatima El Amrani")
    html = signed_in(stranger).get(f"/samen/{page.format(group.pk)}").content.decode()

    (box,) = re.findall(r'<input[^>]*name="alias"[^>]*>', html)
    assert "value=" not in box
    assert 'autocomplete="off"' in box
    assert not [name for name in ("Fatima", "Amrani") if name in html.split("<main")[1]]
    assert "Je voornaam, of een andere naam: jij kiest." in html


def test_what_a_group_raised_is_taken_back_by_the_form_and_not_by_the_address(
    group, amina, signed_in
):
    client, raised = signed_in(amina), f"/samen/groep/{group.pk}/signaal/"
    client.post(raised, {"theme": "no_bus", "level": "meso"})
    html = client.get(raised).content.decode()
    form = re.search(r'<form[^>]*action="([^"]*/terug/)".*?</form>', html, re.S)
    sent = dict(re.findall(r'name="(theme|month)" value="([^"]+)"', form[0]))

    told = client.post(form[1], sent, follow=True).content.decode()

    assert form[1] == f"{raised}terug/"
    assert sent["theme"] == "no_bus"
    assert "Het wachtte nog op de post: het is nooit vertrokken." in told
    assert Letter.objects.count() == 0
    for wrong in ({}, {"theme": "none", "month": sent["month"]}):
        assert client.post(form[1], wrong).status_code == 404


def test_joining_twice_is_refused_in_words(group, fatma):
    with pytest.raises(Refused, match="zit al in"):
        actions.join(group, "Fatma", by=fatma)


def test_a_group_with_a_word_asks_for_it(amina, stranger):
    group = actions.begin("Praten", alias="Amina", by=amina, open=False)

    for wrong in ("", "AAAAAAAAAA"):
        with pytest.raises(Refused, match="het woord van deze groep"):
            actions.join(group, "Nieuw", word=wrong, by=stranger)

    actions.join(group, "Nieuw", word=actions.word_of(group).lower(), by=stranger)
    assert group.members.count() == 2


def test_the_word_of_last_month_still_holds_and_no_older_one(amina):
    group = actions.begin("Praten", alias="Amina", by=amina, open=False)
    now, before = actions.words_of(group)

    assert now != before
    assert len(now) == 10


def test_someone_without_an_account_is_there_by_name_only(group, amina):
    other = actions.put_in(group, "Opa Jan", by=amina)

    assert (other.person, other.alias) == (None, "Opa Jan")
    actions.put_out(other, by=amina)
    assert list(group.members.values_list("alias", flat=True)) == ["Amina", "Fa"]


def test_nobody_puts_out_who_can_leave_by_themselves(group, amina, fatma):
    with pytest.raises(Refused):
        actions.put_out(actions.member_in(group, fatma), by=amina)


def test_nobody_comes_alone_into_an_empty_room(group, amina, fatma, stranger):
    actions.put_in(group, "Opa Jan", by=amina)
    for person in (amina, fatma):
        actions.leave(group, by=person)

    with pytest.raises(Refused, match="Niemand zit nog"):
        actions.join(group, "Nieuw", by=stranger)
    assert list(Group.objects.standing()) == []


# ------------------------------------------------------------------------------ the log


def test_the_log_is_told_with_who_and_how_it_was_decided(group, amina, fatma):
    write(group, amina)
    write(group, fatma, "We vragen een open lijst.", "decision", on=DAY + timedelta(1))

    assert said(group, fatma) == [
        ("decision", "We vragen een open lijst.", "Fa", "We praten tot niemand nog bezwaar heeft"),
        ("meeting", "We kwamen samen.", "Amina", ""),
    ]


def test_sent_twice_is_one_line(group, amina, signed_in):
    typed = {"kind": "note", "words": "Eén keer.", "on": "2026-11-20", "id": str(uuid4())}
    for _ in range(2):
        signed_in(amina).post(f"/samen/groep/{group.pk}/schrijven/", typed)

    assert [words for _, words, _, _ in said(group, amina)] == ["Eén keer."]


def test_a_line_opens_only_in_its_own_place(group, amina):
    write(group, amina)
    other = actions.begin("Andere", alias="Amina", by=amina)
    moved = Line.objects.get()
    Line.objects.filter(pk=moved.pk).update(group=other)

    with pytest.raises(Unreadable):
        said(other, amina)


def test_everyone_wipes_their_own_words_only(group, amina, fatma):
    write(group, amina)
    line = Line.objects.get()

    with pytest.raises(Refused):
        actions.wipe_line(line, by=fatma)
    actions.wipe_line(line, by=amina)

    assert said(group, fatma) == []


def test_another_way_of_deciding_is_decided_in_the_way_of_before(group, amina):
    actions.decide_otherwise(group, "most", by=amina)

    group.refresh_from_db()
    assert group.deciding == "most"
    assert said(group, amina) == [
        ("decision", "Vanaf vandaag beslissen we zo: De meeste stemmen.", "Amina",
         "We praten tot niemand nog bezwaar heeft"),
    ]  # fmt: skip


def test_where_a_role_decides_it_takes_a_role(group, amina, fatma):
    Group.objects.update(deciding="role")
    group.refresh_from_db()
    write(group, amina, kind="decision")  # nobody has a role yet, so anyone decides
    actions.take_role(group, "Voorzitter", by=fatma)

    with pytest.raises(Refused, match="beslist wie een rol heeft"):
        write(group, amina, kind="decision")
    write(group, fatma, kind="decision")
    actions.take_role(group, "", by=fatma)
    write(group, amina, kind="decision")


# ------------------------------------------------------------------------------ leaving


def test_who_leaves_takes_their_name_and_leaves_their_words(group, amina, fatma):
    write(group, fatma)
    actions.leave(group, by=fatma)

    assert said(group, amina) == [("meeting", "We kwamen samen.", "", "")]
    assert not Member.objects.filter(alias="Fa").exists()


def test_who_leaves_may_take_their_words_along(group, amina, fatma):
    write(group, fatma)
    write(group, amina, "Blijft.")
    actions.leave(group, by=fatma, wipe=True)

    assert [words for _, words, _, _ in said(group, amina)] == ["Blijft."]


def test_who_is_erased_is_in_no_group_any_more(group, amina, fatma):
    write(group, fatma)

    erase_person(fatma, by=fatma)

    assert list(Member.objects.values_list("alias", flat=True)) == ["Amina"]
    assert said(group, amina) == [("meeting", "We kwamen samen.", "", "")]


def test_who_ended_it_keeps_reading(group, amina, stranger):
    write(group, amina)
    actions.end(group, "Het was goed.", by=amina)
    group.refresh_from_db()

    assert len(said(group, amina)) == 2
    with pytest.raises(Refused):
        write(group, amina)
    with pytest.raises(Refused, match="gestopt"):
        actions.join(group, "Nieuw", by=stranger)


# ------------------------------------------------------------------------------ barriers and action


def test_a_barrier_that_is_closed_or_went_on_is_not_taken_up(group, amina):
    closed = barrier(closed=DAY)
    merged = barrier(theme="no_bus", merged_into=closed)

    for one in (closed, merged):
        with pytest.raises(Refused):
            actions.take_up(group, one, by=amina)


def test_from_an_idea_to_told_back_and_on(group, amina):
    one = barrier()
    actions.take_up(group, one, by=amina)
    group.refresh_from_db()
    action = actions.begin_action(group, "Een loket", "change", by=amina)
    for move in ("ask", "form", "plan", "start"):
        actions.move_action(group, move, by=amina)
    with pytest.raises(Refused):
        actions.begin_action(group, "Nog iets", "acceptance", by=amina)
    actions.move_action(group, "result", "Elke dinsdag een loket.", by=amina)
    actions.move_action(group, "tell_back", by=amina)

    action.refresh_from_db()
    assert (action.barrier, action.who, action.area) == (one, group.name, "linde")
    assert (action.state, action.result) == ("told_back", "Elke dinsdag een loket.")
    assert said(group, amina)[0][1] == "Het bracht iets op: Elke dinsdag een loket."
    actions.begin_action(group, "Iedereen welkom", "acceptance", by=amina)


# ------------------------------------------------------------------------------ keys and pages


def test_the_key_is_there_before_the_group_and_is_never_swept(group):
    WrappedKey.objects.update(made=timezone.now() - timedelta(days=1))

    assert group.pk in keepers()
    assert sweep_orphan_keys() == 0
    assert group.pk in keys_of(group.pk)


def test_a_key_without_its_group_is_swept(group):
    WrappedKey.objects.update(made=timezone.now() - timedelta(days=1))
    Group.objects.all().delete()

    assert sweep_orphan_keys() == 1
    assert keys_of(group.pk) == {}


@pytest.mark.parametrize("page", ["", "schrijven/", "meedoen/"])
def test_a_page_asks_as_much_for_one_as_for_many(group, amina, signed_in, page):
    client = signed_in(amina)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/samen/groep/{group.pk}/{page}")
        return len(queries)

    write(group, amina)
    asked()
    few = asked()
    for number in range(6):
        actions.join(group, f"Nr {number}", by=cast.person(f"P{number}"))
        write(group, amina, f"Regel {number}")

    assert asked() == few <= 12


def test_the_list_asks_as_much_for_one_as_for_many(group, amina):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get("/samen/groepen/")
        return len(queries)

    few = asked()
    for number in range(5):
        actions.begin(f"Groep {number}", alias="Amina", by=amina)

    assert asked() == few <= 4


@pytest.mark.parametrize(
    ("size", "words"), [(1, "een kleine groep"), (4, "een kleine groep"), (5, "een handvol"),
                        (10, "meer dan tien"), (25, "een grote groep")],
)  # fmt: skip
def test_how_many_is_told_in_words(amina, size, words):
    group = actions.begin("Groep", alias="Amina", by=amina)
    Member.objects.bulk_create(Member(group=group, alias=f"N{n}") for n in range(size - 1))

    page = Client().get(f"/samen/groep/{group.pk}/").content.decode()

    assert words in page
