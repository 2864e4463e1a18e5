"""The page "who sees this" and the door weigh the same words: whatever happened, they agree."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from krachtlijn.people.models import Reach
from krachtlijn.vault.actions import accept, let_go, rewrite, take_up
from krachtlijn.vault.granting import Sight, keep_back, part_from, withdraw
from krachtlijn.vault.models import Entry, Grant
from krachtlijn.vault.reading import read_own
from tests.cast import bring_together, keep, person, put_before, show
from tests.conftest import LONG
from tests.faults.planting import plant

KINDS = ["goal", "strength"]
pytestmark = pytest.mark.django_db

# Indices are drawn, not ids: the same draw then always means the same history.
WHO = st.integers(0, 1)
WHICH = st.integers(0, 5)
WHAT = st.one_of(
    st.tuples(st.just("entry"), WHICH),
    st.tuples(st.just("kind"), st.integers(0, 1)),
    st.just(("all", 0)),
)
HOURS = st.sampled_from([1, 12, 25])
ACTS = st.one_of(
    st.tuples(st.just("show"), WHO, WHAT, st.booleans(), st.sampled_from([None, 6, 30])),
    st.tuples(st.just("keep back"), st.sampled_from([0, 1, None]), WHAT),
    st.tuples(st.just("withdraw"), WHICH),
    st.tuples(st.just("wait"), HOURS),
    st.tuples(st.just("write"), st.integers(0, 1)),
    st.tuples(st.just("propose"), WHO, st.integers(0, 1)),
    st.tuples(st.just("answer"), WHICH),
    st.tuples(st.just("let go"), WHICH),
    st.tuples(st.just("take up"), WHICH),
    st.tuples(st.just("edit"), WHICH),
    st.tuples(st.just("part"), WHO),
    st.tuples(st.just("meet"), WHO),
)


class History:
    """Amina and two others, and everything that happens between them."""

    def __init__(self, clock):
        self.clock = clock
        self.amina, self.others = person("Amina"), [person("Joke"), person("Rik")]
        bring_together(self.amina, *self.others)
        keep(self.amina, "eerste", "goal")
        keep(self.amina, "tweede", "strength")

    def happen(self, act, *how):
        self.clock.shift(timedelta(minutes=1))
        getattr(self, act.replace(" ", "_"))(*how)

    def show(self, who, what, later, hours):
        until = hours and self.now() + timedelta(hours=hours)
        if self.knows(who):
            show(self.amina, self.others[who], later=later, until=until, **self.named(what))

    def keep_back(self, who, what):
        to = None if who is None else self.others[who]
        keep_back(to=to, by=self.amina, **self.named(what))

    def withdraw(self, which):
        mine = Grant.objects.for_actor(self.amina).order_by("given").values_list("pk", flat=True)
        for grant in list(mine)[which : which + 1]:
            withdraw(grant, by=self.amina)

    def wait(self, hours):
        self.clock.shift(timedelta(hours=hours))

    def write(self, kind):
        keep(self.amina, "meer", KINDS[kind])

    def propose(self, who, kind):
        if self.knows(who):
            put_before(self.amina, "voorstel", KINDS[kind], by=self.others[who])

    def answer(self, which):
        entry = self.entry(which)
        if entry.standing == "proposed":
            accept(entry.pk, by=self.amina)

    def let_go(self, which):
        let_go(self.entry(which).pk, by=self.amina)

    def take_up(self, which):
        take_up(self.entry(which).pk, by=self.amina)

    def edit(self, which):
        entry = self.entry(which)
        if entry.standing != "proposed":
            words = {"words": f"anders {entry.revision}"}
            rewrite(entry.pk, words, revision=entry.revision, by=self.amina)

    def part(self, who):
        part_from(self.others[who], by=self.amina)

    def meet(self, who):
        bring_together(self.amina, self.others[who])

    def now(self):
        from django.utils import timezone

        return timezone.now()

    def knows(self, who):
        return Reach.objects.filter(person=self.amina, other=self.others[who]).exists()

    def entry(self, which):
        entries = list(Entry.objects.for_actor(self.amina, "keep").order_by("created"))
        return entries[which % len(entries)]

    def named(self, what):
        name, which = what
        return {
            "entry": lambda: {"entry": self.entry(which).pk},
            "kind": lambda: {"kind": KINDS[which]},
            "all": dict,
        }[name]()

    def told(self) -> set[tuple]:
        """Who sees what, as Amina's page says it."""
        sight = Sight(self.amina)
        return {
            (reader.name, opened.id)
            for opened in read_own(self.amina)
            for reader in sight.readers(opened)
        }

    def so(self) -> set[tuple]:
        """Who sees what, as the door has it."""
        return {
            (reader.name, entry_id)
            for reader in self.others
            for entry_id in Entry.objects.shown_to(reader).values_list("pk", flat=True)
        }


def compare(acts) -> bool:
    with time_machine.travel("2026-03-02T09:00:00+00:00") as clock:
        history = History(clock)
        for act in acts:
            history.happen(*act)
        return history.told() == history.so()


ALL, GOAL = ("all", 0), ("kind", 0)
# Histories that chance meets seldom: here one wrong step in the weighing shows at once.
HARD = [
    [("show", 0, GOAL, True, None), ("write", 0)],
    [("show", 0, GOAL, False, None)],
    [("show", 0, ALL, False, None)],
    [("show", 0, ALL, True, None), ("wait", 25), ("keep back", 0, GOAL), ("write", 0)],
    [("show", 0, ALL, False, None), ("wait", 25), ("keep back", None, ALL)],
]


@settings(
    max_examples=2000 if LONG else 200,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)
@example(HARD[0])
@example(HARD[1])
@example(HARD[2])
@example(HARD[3])
@example(HARD[4])
@given(st.lists(ACTS, min_size=3, max_size=9))
def test_after_any_history_the_page_says_what_the_door_does(acts):
    assert compare(acts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("word.later and wide_holds", "word.later"),
        ("word.given >= opened.since or", ""),
        ("if not word.shows:", "if False:"),
        ("(bool(word.kind) or wide_holds)", "True"),
    ],
)
def test_a_page_that_weighs_otherwise_is_found(monkeypatch, old, new):
    plant(monkeypatch, Sight._covers, old, new)

    assert not all(compare(history) for history in HARD)
