"""A writer that goes on until it is killed, and tells of every act what was answered."""

import json
import os
import random
from contextlib import nullcontext
from uuid import uuid4

from django.db import DatabaseError

from krachtlijn.vault import actions, reading


class NoTransaction:
    """A planted bug: each statement stands on its own."""

    atomic = staticmethod(nullcontext)


class Writer:
    def __init__(self, amina, joke, shown, *, pipe: int, seed: int, planted: str):
        self.amina, self.joke, self.shown = amina, joke, shown
        self.pipe, self.chance, self.planted = pipe, random.Random(seed), planted
        self.own: dict = {}  # the revision at which each of its own entries stands
        self.proposed: list = []
        self.verbs = [self.write, self.write, self.rewrite, self.propose, self.accept, self.read]

    def go_on(self) -> None:
        if self.planted == "no transaction":
            # Looks refuse to be written like that; entries and their receipts do not.
            actions.transaction = NoTransaction
            self.verbs = [self.write]
        try:
            while True:
                self.chance.choice(self.verbs)()
        except DatabaseError:
            return  # the database was killed

    def tell(self, did: str, entry_id, **more) -> None:
        line = json.dumps({"did": did, "id": str(entry_id), **more}) + "\n"
        os.write(self.pipe, line.encode())

    def words(self) -> str:
        return f"doel {self.chance.random()} " + "x" * self.chance.randrange(1, 300)

    def write(self) -> None:
        entry_id, words = uuid4(), self.words()
        if self.planted == "told too early":
            self.tell("write", entry_id, revision=1, words=words)
        actions.write(entry_id, "goal", {"words": words}, by=self.amina)
        self.own[entry_id] = 1
        if self.planted != "told too early":
            self.tell("write", entry_id, revision=1, words=words)

    def rewrite(self) -> None:
        if self.own:
            entry_id, words = self.chance.choice(list(self.own)), self.words()
            before = self.own[entry_id]
            now = actions.rewrite(entry_id, {"words": words}, revision=before, by=self.amina)
            self.own[entry_id] = now.revision
            self.tell("rewrite", entry_id, revision=now.revision, words=words)

    def propose(self) -> None:
        entry_id, words = uuid4(), self.words()
        content = {"words": words}
        actions.propose(self.amina, "goal", content, entry_id=entry_id, by=self.joke)
        self.proposed.append(entry_id)
        self.tell("propose", entry_id, revision=1, words=words)

    def accept(self) -> None:
        if self.proposed:
            now = actions.accept(self.proposed.pop(), by=self.amina)
            self.tell("accept", now.id, revision=2, words=now.words)

    def read(self) -> None:
        reading.read_one(self.joke, self.shown)
        self.tell("read", self.shown)
