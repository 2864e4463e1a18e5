"""The code lists that only a plan needs."""

from django.utils.translation import gettext_lazy as _

from krachtlijn.web.codes import Codes

STRENGTH_KIND = Codes(
    "strength_kind",
    quality=(_("How I am"), "heart"),
    talent=(_("Something I am good at by nature"), "star"),
    skill=(_("Something I can do"), "wrench"),
    knowledge=(_("Something I know about"), "lightbulb"),
    experience=(_("Something I went through"), "history"),
    interest=(_("Something I like"), "music"),
    value=(_("Something that matters to me"), "gem"),
)

IN_USE = Codes(
    "in_use",
    yes=(_("Yes, I use it"), "check"),
    partly=(_("Sometimes"), "clock"),
    no=(_("No, not now"), "x"),
    unknown=(_("I do not know"), "circle-help"),
)

POLARITY = Codes(
    "polarity",
    promoting=(_("It helps me"), "hand-heart"),
    hindering=(_("It holds me back"), "mountain"),
    mixed=(_("Both"), "scale"),
)

WEIGHT = Codes(
    "weight",
    light=(_("Feels light"), "feather"),
    middle=(_("In between"), "circle-dot"),
    heavy=(_("Feels heavy"), "weight"),
)

INFLUENCE = Codes(
    "influenceable_by",
    me=(_("I can"), "user-round"),
    together=(_("Together with people around me"), "handshake"),
    collectively=(_("Only with many people"), "users"),
    not_now=(_("Nobody right now"), "clock"),
)

GOAL_KIND = Codes(
    "goal_kind",
    change=(_("Change something"), "route"),
    keep=(_("Keep it as it is"), "shield"),
    live_with=(_("Learn to live with it"), "heart"),
    others_change=(_("Others should change something"), "landmark"),
)

GOAL_STATE = Codes(
    "goal_state",
    going_on=(_("I am going for it"), "route"),
    resting=(_("It rests for now"), "pause"),
    reached=(_("I got there"), "check"),
    changed=(_("It became something else"), "signpost"),
)

GOAL_TARGET = Codes(
    "goal_target",
    self=(_("Me"), "user-round"),
    surroundings=(_("The people and places around me"), "trees"),
    organisation=(_("An organisation, school or employer"), "building-2"),
    society=(_("Rules and society"), "landmark"),
)

LOCUS = Codes(
    "locus",
    self=(_("In me"), "user-round"),
    circle=(_("In my circle"), "users"),
    community=(_("In the neighbourhood"), "trees"),
    service=(_("At an organisation"), "building-2"),
    nature_faith_culture=(_("In nature, faith or culture"), "leaf"),
)

SUPPORT = Codes(
    "support_type",
    emotional=(_("A listening ear"), "heart"),
    practical=(_("A helping hand"), "hand-helping"),
    advice_information=(_("Advice and information"), "lightbulb"),
    company=(_("Company"), "users"),
    recognition=(_("Appreciation"), "star"),
)

AID_KIND = Codes(
    "aid_kind",
    device=(_("A device or tool"), "wrench"),
    digital=(_("Something digital"), "monitor-smartphone"),
    money_arrangement=(_("An arrangement about money"), "wallet"),
    legal=(_("Legal help"), "scale"),
    interpreter=(_("An interpreter"), "languages"),
    transport=(_("Transport"), "bus"),
    training=(_("A course or training"), "graduation-cap"),
)

AID_STATE = Codes(
    "aid_state",
    wanted=(_("I want it"), "star"),
    asked=(_("I asked for it"), "mail"),
    in_use=(_("I use it"), "check"),
    stopped=(_("I stopped with it"), "pause"),
    refused_by_provider=(_("It was refused to me"), "ban"),
)

STANCE = Codes(
    "stance",
    recognise=(_("I see it"), "eye"),
    accept=(_("It may be there"), "heart"),
    master=(_("I am getting a grip on it"), "anchor"),
    change_around_me=(_("Something around me should change"), "trees"),
)

TILT = Codes(
    "tilt",
    carries_much=(_("What carries is far stronger"), "sun"),
    carries=(_("What carries is a bit stronger"), "trending-up"),
    level=(_("In balance"), "minus"),
    weighs=(_("What weighs is a bit stronger"), "trending-down"),
    weighs_much=(_("What weighs is far stronger"), "mountain"),
)

OUTCOME = Codes(
    "outcome",
    i_want_this=(_("I want this"), "check"),
    nothing_changes_now=(_("Nothing changes now"), "pause"),
    surroundings_should_change=(_("The surroundings should change"), "trees"),
    still_looking=(_("I am still looking"), "search"),
)

YES_NO = Codes(
    "yes_no",
    yes=(_("Yes"), "check"),
    perhaps=(_("Perhaps"), "circle-help"),
    no=(_("No"), "x"),
)

STEP_KIND = Codes(
    "step_kind",
    reflect=(_("Think about it"), "brain"),
    learn=(_("Learn"), "graduation-cap"),
    ask=(_("Ask"), "hand"),
    meet=(_("Meet someone"), "handshake"),
    offer=(_("Offer something"), "hand-helping"),
    do=(_("Do"), "hammer"),
    act_together=(_("Do something together"), "users"),
    change_rules=(_("Change rules"), "scroll-text"),
)

STEP_STATE = Codes(
    "step_state",
    doing=(_("I am on it"), "route"),
    done=(_("Done"), "check"),
    not_now=(_("Not now"), "pause"),
    otherwise=(_("It went another way"), "signpost"),
)

CONDITION_STATE = Codes(
    "condition_state",
    needed=(_("Has to happen"), "flag"),
    asked=(_("Asked"), "mail"),
    promised=(_("Promised"), "handshake"),
    changed=(_("It changed"), "check"),
    refused=(_("Refused"), "ban"),
)

COMPONENT = Codes(
    "component",
    belief=(_("I dared or believed"), "flame"),
    insight=(_("I saw how it works"), "lightbulb"),
    doing=(_("I took part, chose or tried something"), "sprout"),
)

DID = Codes(
    "did",
    took_part=(_("I took part"), "users"),
    chose=(_("I made a choice"), "signpost"),
    tried=(_("I tried something new"), "sprout"),
    asked=(_("I asked for help"), "hand"),
    helped=(_("I helped someone"), "hand-heart"),
    spoke=(_("I said what I think"), "megaphone"),
)

PLACE_TENSE = Codes(
    "place_tense",
    had=(_("I had this"), "history"),
    have=(_("I have this"), "check"),
    want=(_("I want this"), "star"),
)

TIE_KIND = Codes(
    "tie_kind",
    family=(_("Close family"), "house"),
    other_family=(_("Other family"), "baby"),
    friend=(_("Friend"), "heart"),
    acquaintance=(_("Acquaintance or colleague"), "hand"),
    neighbour=(_("Neighbour"), "trees"),
    professional=(_("Someone from an organisation"), "building-2"),
)

CLOSENESS = Codes(
    "closeness",
    near=(_("Close to me"), "circle-dot"),
    middle=(_("In between"), "circle"),
    far=(_("Further away"), "compass"),
)

DIRECTION = Codes(
    "direction",
    gives=(_("Gives to me"), "arrow-left"),
    receives=(_("Receives from me"), "arrow-right"),
    both=(_("Both ways"), "repeat"),
    strained=(_("There is strain"), "cloud-off"),
)

FITS = Codes(
    "fits",
    real=(_("It is really there for me"), "map-pin"),
    meaningful=(_("It matters to me"), "heart"),
    feasible=(_("I can manage it"), "footprints"),
)

DID_FOR_ME = Codes(
    "did",
    yes=(_("Yes, it did something for me"), "sun"),
    a_bit=(_("A bit"), "sprout"),
    no=(_("No, not for me"), "x"),
)
