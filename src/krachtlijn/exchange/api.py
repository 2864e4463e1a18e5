"""The JSON API: the same verbs, rules and door as the pages."""

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Header
from ninja.responses import Status

from krachtlijn.exchange import schemas, telling
from krachtlijn.exchange.errors import or_else
from krachtlijn.exchange.gate import Api
from krachtlijn.people.circle import circle_of
from krachtlijn.people.models import Person
from krachtlijn.people.stepup import proved_at
from krachtlijn.vault import actions, granting
from krachtlijn.vault.errors import NotThere
from krachtlijn.vault.kinds import kinds as all_kinds
from krachtlijn.vault.looks import looks_at
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import Opened, read_all, read_one

Revision = Annotated[
    str,
    Header(
        alias="If-Match",
        pattern=r'^(?:[0-9]{1,9}|(?:W/)?"[0-9]{1,9}")$',
        description="the revision you saw, as ETag gave it",
    ),
]

api = Api(title="Krachtlijn", version="1", docs_url=None)


@api.get("/v1/me", response={200: schemas.Me} | or_else(401))
def me(request):
    """Who I am here, and who is in my circle."""
    return telling.me(request.user)


# ------------------------------------------------------------------------------------- entries


@api.get("/v1/entries", response={200: schemas.Entries} | or_else(401, 422))
def entries(request, kind: schemas.KindName = None, person: schemas.WhoseId = None):
    """Everything I may read, the newest first; of one kind, or lying with one person."""
    found = Entry.objects.for_actor(request.user, "read").order_by("-created", "pk")
    if kind:
        found = found.filter(kind=kind)
    if person:
        found = found.filter(keeper=person)
    items = telling.entries(read_all(request.user, found), request.user)
    return schemas.Entries(items=items, count=len(items))


@api.get("/v1/entries/{entry_id}", response={200: schemas.Entry} | or_else(401, 404, 410))
def entry(request, response: HttpResponse, entry_id: UUID):
    """One entry, as I may see it."""
    return _told(read_one(request.user, entry_id), request, response)


@api.put(
    "/v1/entries/{entry_id}",
    response={200: schemas.Entry, 201: schemas.Entry}
    | or_else(400, 401, 403, 404, 409, 410, 413, 415, 422),
)
def keep_entry(request, response: HttpResponse, entry_id: UUID, sent: schemas.NewEntry):
    """Keep something under an id of your own making; sending it again changes nothing."""
    by = request.user
    if sent.person in (None, by.pk):
        opened, is_new = actions.write(entry_id, sent.kind, sent.content, about=sent.about, by=by)
    else:
        opened, is_new = actions.propose(
            _in_my_circle(by, sent.person),
            sent.kind,
            sent.content,
            entry_id=entry_id,
            about=sent.about,
            by=by,
        )
    return Status(201 if is_new else 200, _told(opened, request, response))


@api.patch(
    "/v1/entries/{entry_id}",
    response={200: schemas.Entry} | or_else(400, 401, 403, 404, 410, 412, 413, 415, 422, 428),
)
def change_entry(
    request, response: HttpResponse, entry_id: UUID, sent: schemas.Changes, revision: Revision
):
    """Change some fields of your own entry, as you saw it."""
    number = int(revision.strip('W/"'))
    opened = actions.rewrite(entry_id, sent.content, revision=number, by=request.user)
    return _told(opened, request, response)


@api.delete("/v1/entries/{entry_id}", response={204: None} | or_else(401, 403, 404, 410, 422))
def let_go_entry(request, entry_id: UUID, wipe: bool = False):
    """Let your own entry go; with ``wipe`` it is gone for good, and only its id is remembered."""
    away = actions.wipe if wipe else actions.let_go
    away(entry_id, by=request.user)
    return Status(204, None)


@api.post(
    "/v1/entries/{entry_id}/accept",
    response={200: schemas.Entry} | or_else(400, 401, 403, 404, 410, 413),
)
def accept_entry(request, response: HttpResponse, entry_id: UUID):
    """Say yes to what someone put before you."""
    return _told(actions.accept(entry_id, by=request.user), request, response)


@api.post(
    "/v1/entries/{entry_id}/take-up",
    response={200: schemas.Entry} | or_else(400, 401, 403, 404, 410, 413),
)
def take_up_entry(request, response: HttpResponse, entry_id: UUID):
    """Take up again what you had let go."""
    actions.take_up(entry_id, by=request.user)
    return _told(read_one(request.user, entry_id), request, response)


# -------------------------------------------------------------------------- who sees what, who looked


@api.get("/v1/grants", response={200: schemas.Grants} | or_else(401))
def grants(request):
    """Every word of mine that holds now, about who sees what."""
    items = [telling.grant(word) for word in granting.words_of(request.user)]
    return schemas.Grants(items=items, count=len(items))


@api.put(
    "/v1/grants/{grant_id}",
    response={200: schemas.Grant, 201: schemas.Grant}
    | or_else(400, 401, 403, 404, 409, 410, 413, 415, 422),
)
def show(request, grant_id: UUID, sent: schemas.NewGrant):
    """Show someone in your circle an entry, a kind or everything. Asks for a recent proof."""
    to = _in_my_circle(request.user, sent.to)
    grant, is_new = granting.show(
        to,
        **sent.model_dump(exclude={"to", "kind"}),
        kind=sent.kind or "",
        grant_id=grant_id,
        by=request.user,
        proved_at=proved_at(request),
    )
    return Status(201 if is_new else 200, _word(grant.pk, to, request.user))


@api.delete("/v1/grants/{grant_id}", response={204: None} | or_else(401, 403, 404))
def withdraw(request, grant_id: UUID):
    """Take back a word. It holds at once, and nobody is told."""
    granting.withdraw(grant_id, by=request.user)
    return Status(204, None)


@api.get("/v1/looks", response={200: schemas.Looks} | or_else(401, 422))
def looks(request, since: schemas.Since = None):
    """Who looked at my things, the newest first, at most 500; ``since`` is a day or a moment."""
    items = [telling.look(line) for line in looks_at(request.user, since=since)]
    return schemas.Looks(items=items, count=len(items))


@api.get("/v1/kinds", response={200: schemas.Kinds} | or_else(401))
def kinds(request):
    """What can be kept: the kinds, their fields, and the codes to choose from."""
    items = [telling.kind(record) for record in all_kinds()]
    return schemas.Kinds(items=items, count=len(items))


# -------------------------------------------------------------------------------------------------


def _told(opened: Opened, request, response: HttpResponse) -> schemas.Entry:
    response["ETag"] = f'"{opened.revision}"'
    return telling.entry(opened, request.user)


def _in_my_circle(by: Person, person: UUID | None) -> Person:
    """Who is not in the circle is not there, and neither is who does not exist."""
    found = circle_of(by).filter(pk=person).first()
    if found is None:
        raise NotThere
    return found


def _word(grant_id: UUID, to: Person, by: Person) -> schemas.Grant:
    word = next((one for one in granting.words_of(by, to=to) if one.id == grant_id), None)
    if word is None:
        raise NotThere  # withdrawn in the same moment
    return telling.grant(word)
