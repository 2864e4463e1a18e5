from django.urls import include, path

from krachtlijn.rooms import begin, circle, me, offering, raising, today

urlpatterns = [
    path("", today.today, name="today"),
    path("begin/", begin.welcome, name="begin"),
    path("begin/kracht/", begin.first_strength, name="begin-strength"),
    path("begin/kaart/", begin.card, name="begin-card"),
    path("ik/", me.me, name="me"),
    path("ik/wie-ziet-wat/", me.who_sees_what, name="who-sees-what"),
    path("ik/wie-ziet-wat/<uuid:grant_id>/", me.withdraw, name="withdraw"),
    path("ik/wie-keek/", me.who_looked, name="who-looked"),
    path("ik/wissen/", me.erase, name="erase"),
    path("ik/kring/", circle.circle, name="circle"),
    path("ik/kring/code/", circle.hand_out_code, name="hand-out-code"),
    path("ik/kring/<uuid:person_id>/", circle.person, name="person"),
    path("ik/kring/<uuid:person_id>/tonen/<slug:kind>/", circle.show_kind, name="show-kind"),
    path("ik/kring/<uuid:person_id>/voorstel/<slug:kind>/", circle.propose, name="propose"),
    path("ik/kring/<uuid:person_id>/uit/", circle.end, name="end-contact"),
    path("samen/mogelijkheden/", offering.possibilities, name="possibilities"),
    path("samen/mogelijkheden/nieuw/", offering.add, name="add-possibility"),
    path("samen/mogelijkheid/<uuid:possibility_id>/", offering.possibility, name="possibility"),
    path(
        "samen/mogelijkheid/<uuid:possibility_id>/wijzigen/",
        offering.change,
        name="change-possibility",
    ),
    path(
        "samen/mogelijkheid/<uuid:possibility_id>/klopt/",
        offering.confirm,
        name="confirm-possibility",
    ),
    path("samen/mogelijkheid/<uuid:possibility_id>/stopt/", offering.end, name="end-possibility"),
    path("samen/melden/", raising.raise_signal, name="raise-signal"),
    path("samen/melden/terug/", raising.take_back, name="take-raised-signal-back"),
    # Last: in it a word alone is the name of a place.
    path("", include("krachtlijn.rooms.samen.urls")),
]
