"""Pages that ask one question of someone in a group: what they say, and how they go on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INSIDE = _("Who is in the group sees this.")
EVERYONE = _("Everyone can read this.")


@dataclass(frozen=True)
class Ask:
    """What a page says: above the question, on its button, and when it is done."""

    title: Promise
    act: Promise
    done: Promise
    lead: Promise | str = ""
    sees: Promise = INSIDE
    calm: bool = False  # an end: the button does not call


def page(request, form, ask: Ask, **context):
    """The question, with what was typed when something is still missing."""
    context |= {"form": form, "ask": ask}
    return render(request, "groups/ask.html", context, status=422 if form.errors else 200)


def then(request, form, do: Callable, ask: Ask, *, group, **context):
    """Do what was asked and go back to the group, or ask it."""
    if request.method != "POST" or not form.is_valid():
        return page(request, form, ask, group=group, **context)
    do(**form.cleaned_data)
    messages.success(request, str(ask.done))
    return redirect("group", group.pk)


BEGIN = Ask(
    title=_("Begin a group"),
    act=_("Begin this group"),
    done=_("The group is there. Tell people about it."),
    lead=_("People who want something together. Nobody needs a plan or a file for it."),
    sees=_("Everyone sees the name and what it is for. Nobody sees who is in it."),
)
JOIN = Ask(
    title=_("I join"),
    act=_("Yes, I join"),
    done=_("Welcome. Here is what was said and done before."),
    lead=_("You can leave again at any time."),
    sees=_("Who is in the group sees the name you choose. Nobody else does."),
)
LEAVE = Ask(
    title=_("Leave this group"),
    act=_("Yes, I leave"),
    done=_("You left. Your name is gone from the group."),
    lead=_("You need no reason. Your name goes at once. You can come back later."),
    calm=True,
)
LINE = Ask(
    title=_("Write in the log"),
    act=_("Keep this in the log"),
    done=_("It stands in the log."),
    sees=_("Only who is in the group reads the log, now and later."),
)
ROLE = Ask(
    title=_("Take a role"),
    act=_("I take this on"),
    done=_("This is your role now. Hand it back whenever you want."),
    lead=_("A role is taken by who wants it. Nobody is given one."),
)
DECIDING = Ask(
    title=_("Another way of deciding"),
    act=_("Decide so from now on"),
    done=_("From now on you decide so. The log says it too."),
    lead=_("Talk about it first. You decide this in the way you decide now."),
    sees=EVERYONE,
)
BARRIER = Ask(
    title=_("Take up a barrier"),
    act=_("This is what we take up"),
    done=_("The group takes this up now."),
    lead=_("These are things that hold many people back. Choose what you want to change."),
    sees=_("Everyone sees which barrier the group takes up."),
)
ACTION = Ask(
    title=_("Something to do together"),
    act=_("This is our idea"),
    done=_("The idea stands. Go on at your own pace."),
    sees=EVERYONE,
)
SIGNAL = Ask(
    title=_("Say what holds people back"),
    act=_("Put it with the post"),
    done=_("It goes along with the next post. You can take it back."),
    lead=_("It is told as said by a group. It never counts as the voice of a person."),
    sees=_("Nobody sees which group said it."),
)
PUT_IN = Ask(
    title=_("Someone without an account"),
    act=_("Add this name"),
    done=_("The name stands with the others."),
    lead=_("Only when they want it themselves. You take the name out when they ask."),
)
END = Ask(
    title=_("End this group"),
    act=_("Yes, the group ends"),
    done=_("The group has ended. You can still read its log."),
    lead=_("Nobody comes in any more. Who is in it keeps reading the log."),
    calm=True,
)
MOVES = {
    "ask": Ask(
        title=_("Who wants to join?"),
        act=_("Ask who wants to join"),
        done=_("Now everyone can see that you look for people."),
    ),
    "form": Ask(
        title=_("You come together"),
        act=_("We come together"),
        done=_("Good. You are a group that does something."),
    ),
    "plan": Ask(
        title=_("Making a plan"),
        act=_("We make a plan"),
        done=_("Good. Who does what, and when?"),
    ),
    "start": Ask(
        title=_("To work"),
        act=_("We begin"),
        done=_("You are at work. Write in the log what you did."),
    ),
    "result": Ask(
        title=_("What did it bring?"),
        act=_("This is what it brought"),
        done=_("This stands for everyone to read. Now tell it back."),
        lead=_("Small is fine too."),
        sees=EVERYONE,
    ),
    "no_result": Ask(
        title=_("It brought nothing"),
        act=_("It brought nothing"),
        done=_("It is said honestly. Now tell it back."),
        lead=_("That happens. Say why, so that others can learn from it."),
        sees=EVERYONE,
        calm=True,
    ),
    "tell_back": Ask(
        title=_("Tell it back"),
        act=_("We told it back"),
        done=_("Told back. You can begin something new."),
        lead=_("Did you tell everyone who was concerned what came of it?"),
    ),
}
