"""Whatever goes on together or apart: each voice is heard in exactly one barrier, and it is the right one."""

import threading

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from krachtlijn.community import actions as together
from krachtlijn.community import barriers
from krachtlijn.community.barriers import Acting, barrier_of
from krachtlijn.community.models import Barrier, Move
from krachtlijn.organisations.codes import LEVEL
from krachtlijn.web.answers import Refused
from tests import cast
from tests.community.conftest import voice
from tests.rooms.conftest import AREA, furnish, tell, today

THEMES = ("wait_home", "rent_high", "home_bad", "debts")
BY = Acting("who", frozenset({"group", "post"}), today())


def noticed(theme: str) -> Barrier:
    return barriers.notice(theme, AREA, "said", by=BY)


class Trail(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 9), st.integers(0, 9)),
            max_size=10,
        )
    )
    def test_every_voice_has_one_open_barrier_whatever_is_joined_or_parted(self, acts):
        first = {theme: noticed(theme) for theme in THEMES}
        voices = [voice(theme, AREA, level=level) for theme in THEMES for level in ("", *LEVEL)]
        before = {one.token: barrier_of(one) for one in voices}
        for what, one, other in acts:
            there = list(Barrier.objects.order_by("opened", "pk"))
            a, b = there[one % len(there)], there[other % len(there)]
            moved = {v.token for v in voices if barrier_of(v) == a}
            try:
                if what == "merge":
                    gone_to = barriers.merge(a, b, "said", by=BY)
                    assert {v.token for v in voices if barrier_of(v) == gone_to} >= moved
                    assert not any(barrier_of(v) == a for v in voices)
                else:
                    level = list(LEVEL)[other % len(LEVEL)]
                    part = barriers.split(a, level, "said", by=BY)
                    went = {v.token: v.level for v in voices if barrier_of(v) == part}
                    assert went.keys() <= moved
                    assert set(went.values()) <= {level}
                    assert {
                        v.token for v in voices if v.token in moved and v.level == level
                    } == went.keys()
            except Refused:
                pass
        for one in voices:
            found = barrier_of(one)
            assert found is not None
            assert found.merged_into_id is None
        for theme, barrier in first.items():
            barrier.refresh_from_db()
            assert barriers.survivor(barrier).merged_into_id is None
            assert before[voice_of(voices, theme).token] == barrier

    def test_a_part_that_went_by_itself_does_not_go_a_second_time(self):
        barrier = noticed("wait_home")
        part = barriers.split(barrier, "macro", "said", by=BY)

        for again in (barrier, part):
            with pytest.raises(Refused, match="already"):
                barriers.split(again, "macro", "said", by=BY)
        assert barriers.splittable(barrier) == ["micro", "meso"]
        assert barriers.splittable(part) == []

    def test_a_part_is_as_far_as_what_it_came_of_and_both_say_so(self):
        barrier = barriers.collect(noticed("wait_home"), "said", by=BY)

        part = barriers.split(barrier, "macro", "why", by=BY)

        assert part.phase == "collected"
        for one in (barrier, part):
            assert Move.objects.filter(barrier=one, what="split", said="why").exists()

    def test_joining_or_parting_without_a_reason_is_refused(self):
        one, other = noticed("wait_home"), noticed("rent_high")
        for said in ("", "  \n"):
            for act in (
                lambda said=said: barriers.merge(one, other, said, by=BY),
                lambda said=said: barriers.split(one, "macro", said, by=BY),
            ):
                with pytest.raises(Refused, match="and why"):
                    act()

        assert not Move.objects.exclude(what="notice").exists()
        assert Barrier.objects.filter(merged_into=None).count() == 2


@pytest.mark.django_db
def test_a_part_that_was_put_to_someone_still_shows_what_was_asked():
    place = furnish()
    tell(41)
    with translation.override("en"):
        barrier = place.barrier("reported")

        part = barriers.split(barrier, "macro", "why", by=BY)

        shown = place.page("nobody").get(reverse("barrier", args=[part.pk])).content.decode()
    assert "said at report" in shown
    assert "who does report" in shown
    assert shown.count("<p>said at ") == 5
    assert len(part.moves.all()) == 6


@pytest.mark.django_db
def test_what_is_done_about_one_that_went_on_in_another_stays_on_its_page():
    place = furnish()
    one, other = noticed("wait_home"), noticed("rent_high")
    place.group_of(one)
    by = Acting("Werkgroep", frozenset({"member"}), today())
    together.propose("Samen bellen", area=AREA, kind="change", by=by, barrier=one)

    barriers.merge(one, other, "said", by=BY)

    shown = place.page("nobody").get(reverse("barrier", args=[other.pk])).content.decode()
    assert "Samen bellen" in shown
    assert "<b>Werkgroep</b>" in shown


def voice_of(voices, theme):
    return next(one for one in voices if one.theme == theme)


@pytest.mark.parametrize("round", range(3))
@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_one_decides(round):
    place = furnish()
    tell(41)
    barrier = place.barrier("reported")
    began, heard = threading.Barrier(2), []

    def decide(act: bool):
        by = Acting("Stad", frozenset({"addressee"}), today())
        translation.activate("en")
        try:
            began.wait()
            barriers.decide(barrier, f"because {act}", act=act, by=by)
            heard.append("done")
        except Refused as no:
            heard.append(str(no))
        finally:
            connections.close_all()

    with cast.room_for(2):
        both = [threading.Thread(target=decide, args=[act]) for act in (True, False)]
        for one in both:
            one.start()
        for one in both:
            one.join()

    assert sorted(heard)[1] == "done"
    assert "This step does not come now" in sorted(heard)[0]
    decided = Move.objects.get(barrier=barrier, what="decide")
    is_act = Barrier.objects.get(pk=barrier.pk).decision == "act"
    assert decided.said == f"because {is_act}"


@pytest.mark.parametrize("round", range(3))
@pytest.mark.django_db(transaction=True)
def test_two_at_once_notice_the_same_and_there_is_one(round):
    furnish()
    began, found = threading.Barrier(2), []

    def notice():
        try:
            began.wait()
            found.append(noticed("wait_home").pk)
        finally:
            connections.close_all()

    with cast.room_for(2):
        both = [threading.Thread(target=notice) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()

    assert found == [Barrier.objects.get().pk] * 2


@pytest.mark.parametrize("round", range(3))
@pytest.mark.django_db(transaction=True)
def test_two_that_are_joined_crosswise_do_not_both_disappear(round):
    furnish()
    a, b = noticed("wait_home"), noticed("rent_high")
    began, heard = threading.Barrier(2), []

    def merge(one, other):
        try:
            began.wait()
            barriers.merge(one, other, "said", by=BY)
            heard.append("done")
        except Refused:
            heard.append("refused")
        finally:
            connections.close_all()

    with cast.room_for(2):
        both = [threading.Thread(target=merge, args=pair) for pair in ((a, b), (b, a))]
        for one in both:
            one.start()
        for one in both:
            one.join()

    assert sorted(heard) == ["done", "refused"]
    assert Barrier.objects.filter(merged_into=None).count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}
