"""What has to stand on the pages that name nobody in their address."""

from tests.matrix import rights
from tests.matrix.rights import STATES, is_owner, readable
from tests.matrix.world import TAKES_NOTHING, World


class Must:
    """The marks that have to stand on a page that shows a reader what is theirs to see."""

    def __init__(self, world: World, reader: str | None):
        self.world, self.reader = world, reader
        self.own = is_owner(reader) if reader else False
        self.state = reader.removeprefix("owner of ") if self.own else ""

    def of(self, address: str) -> set[str]:
        if self.reader is None:
            return set()
        marks = self.world.marks
        found = set()
        if address in {"me", "name", "api me"}:
            found |= marks.of("name", self.reader)
        if address == "devices":
            found |= marks.of("device", self.reader)
        if address == "tokens":
            found |= marks.of("token", self.reader)
        if address in {"circle", "api me"}:
            for one in rights.knows(self.reader) - {"former", "parted"}:
                found |= marks.of("name", one) if one != self.reader else set()
        if address == "api entries":
            found |= self.readable()
        if address in {"read-everything", "my-data-json"}:
            found |= self.everything()
        return found | (self.of_an_owner(address) if self.own else self.of_a_reader(address))

    def readable(self) -> set[str]:
        marks = self.world.marks
        found = marks.of("reader", self.reader)
        for state in STATES:
            for entry, when in readable(self.reader, state).items():
                found |= marks.of("plan", state, entry, when)
        return found

    def everything(self) -> set[str]:
        """Every text someone ever kept, and their name."""
        if self.reader in TAKES_NOTHING:
            return set()
        found = self.world.marks.of("name", self.reader) | self.world.marks.of(
            "reader", self.reader
        )
        for entry in rights.kept(self.state) if self.own else ():
            found |= self.world.marks.of("plan", self.state, entry)
        return found

    def of_a_reader(self, address: str) -> set[str]:
        found = set()
        if address in {"plan", "today", "then on a day", "growth", "paper-a4", "paper-fridge"}:
            found |= self.world.marks.of("reader", self.reader, "own", "now", "words")
        if address == "today":
            for state in STATES:
                if rights.shown(self.reader, state):
                    found |= self.world.marks.of("name", f"owner of {state}")
        return found

    def of_an_owner(self, address: str) -> set[str]:
        marks, state = self.world.marks, self.state
        standing = rights.standing(state)
        on_the_plan = standing - {"a yes", "the yes", "a view", "a tie", "a neighbourhood"}
        entries = {
            "plan": on_the_plan | {"pending"},
            "then on a day": standing,
            "growth": (standing | {"dropped"}) - {"a balance"},
            "paper-a4": standing,
            "paper-fridge": {"a step"},
            "tilt": {"a balance"},
            "ecogram": {"a tie"},
            "ecogram on a day": {"a tie"},
            "bad-day": {"a signs", "a source", "a experience"},
            "today": {"pending"},
            "let-go-list": {"dropped", "no"},
        }.get(address, set())
        found = set()
        for entry in entries:
            found |= marks.of("plan", state, entry, "now", "words")
        if address in {"who-sees-what", "api grants"} and not STATES[state].get("over"):
            for reader in ("worker", "sister", "peer", "former"):
                found |= marks.of("purpose", state, reader)
        if address in {"who-looked", "api looks"} and STATES[state]["shows"]:
            for one in ("worker", "sister", "peer", "expert", "former", "parted"):
                found |= marks.of("name", one)
        return found
