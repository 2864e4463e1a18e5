"""Writes known texts through the verbs, and erases; the test reads the bytes that stay behind.

Talks in lines: told to go on, it says in JSON what it did, and keeps its databases open meanwhile.
"""

import json
import logging
import os
import sys
from uuid import uuid4

import django

PLANTED = os.environ.get("PLANTED", "")
PEOPLE = 50


def say(**told) -> None:
    print(json.dumps(told), flush=True)
    sys.stdin.readline()


def marker() -> str:
    return f"zoekwoord-{uuid4().hex}"


def main() -> None:
    django.setup()
    from django.conf import settings

    if PLANTED == "deleted keys are not overwritten":
        options = settings.DATABASES["keys"]["OPTIONS"]
        options["init_command"] = options["init_command"].replace(
            "secure_delete=ON", "secure_delete=OFF"
        )
    from krachtlijn.privacy import keys as keys_module

    if PLANTED == "nothing is sealed":
        keys_module.encrypt = lambda key, number, value, place: b"\x01\x00\x01" + value
        keys_module.decrypt = lambda key, sealed, place: sealed[3:]

    from krachtlijn.config.starting import bring_up_to_date
    from krachtlijn.privacy.models import WrappedKey
    from krachtlijn.vault import erasing
    from krachtlijn.vault.models import Entry, EntryRevision
    from tests.cast import person

    bring_up_to_date()
    amina, joke = person("Amina"), person("Joke")
    told = write_down(amina, joke)
    others = [person(f"Iemand {number}") for number in range(PEOPLE)]
    sealed = [
        (row.pk, row.keeper, bytes(row.sealed))
        for model in (Entry, EntryRevision)
        for row in model._base_manager.all()
        if getattr(row, "keeper", None) == amina.pk
    ]
    erased = [amina, *others]
    wrapped = {
        bytes(row.wrapped).hex(): str(row.keeper)
        for row in WrappedKey.objects.filter(keeper__in=[one.pk for one in erased])
    }
    say(markers=told, wrapped=list(wrapped))

    for someone in erased:
        erasing.erase_person(someone, by=someone)
    opened = 0
    for row, keeper, value in sealed:
        try:
            keys_module.keys_for(keeper).unseal(value, what="vault.Entry.sealed", row=f"{row}/1")
            opened += 1
        except keys_module.Unreadable:
            pass
    say(opened=opened, tried=len(sealed))


def write_down(amina, joke) -> list[str]:
    """Markers in every field that is somebody's own words, and in what they carry on paper."""
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.sessions.middleware import SessionMiddleware
    from django.test import RequestFactory
    from django.utils import timezone

    from krachtlijn.people import keeping, stepup, tokens
    from krachtlijn.people.circle import hand_out_code
    from krachtlijn.vault import actions, granting, reading
    from krachtlijn.vault.errors import Stale
    from krachtlijn.vault.models import Entry
    from tests.cast import bring_together

    told = [marker() for _ in range(12)]
    goal, why, strength, stands, factor, changed, proposed, purpose, let_go, wiped, typed, wrong = (
        told
    )
    entry, _ = actions.write(uuid4(), "goal", {"words": f"{goal} één", "why": why}, by=amina)
    bring_together(amina, joke)
    content = {"words": strength, "not_used_words": stands, "seen_by": f"{stands} zus"}
    actions.write(uuid4(), "strength", content, by=amina)
    actions.write(uuid4(), "factor", {"words": factor}, by=amina)
    actions.rewrite(entry.id, {"words": changed}, revision=1, by=amina)
    try:
        actions.rewrite(entry.id, {"words": wrong}, revision=7, by=amina)
    except Stale:
        logging.getLogger("krachtlijn").exception("stale")
    proposal, _ = actions.propose(amina, "goal", {"words": proposed}, by=joke)
    actions.accept(proposal.id, by=amina)
    one, _ = actions.write(uuid4(), "goal", {"words": let_go}, by=amina)
    actions.let_go(one.id, by=amina)
    two, _ = actions.write(uuid4(), "goal", {"words": wiped}, by=amina)
    actions.wipe(two.id, by=amina)
    granting.show(joke, kind="goal", purpose=purpose, by=amina, proved_at=timezone.now())
    reading.read_all(joke, Entry.objects.for_actor(joke, "read"))

    request = RequestFactory().post("/ik/naam/", {"words": typed, "by": str(amina.pk)})
    request.user = AnonymousUser()
    SessionMiddleware(lambda request: None).process_request(request)
    stepup.sign_in(request, amina)
    stepup.new_card(request, "")
    keeping._sealed(request)
    letters, drawn = stepup.letters_of(request), stepup.drawn_pin(request)
    request.session.save()
    key = request.session.session_key
    try:
        raise ValueError(f"{wrong} {letters} {drawn}")
    except ValueError:
        logging.getLogger("django.request").exception("failed on %s", wrong)
    return [*told, letters, key, hand_out_code(by=amina), tokens.make_token("telefoon", by=amina)]


if __name__ == "__main__":
    main()
