from django.urls import path

from krachtlijn.vault import views

urlpatterns = [
    path("nieuw/", views.choose, name="choose"),
    path("nieuw/<slug:kind>/", views.add, name="add"),
    path("<uuid:entry_id>/", views.entry, name="entry"),
    path("<uuid:entry_id>/aanpassen/", views.change, name="change"),
    path("<uuid:entry_id>/tonen/", views.show, name="show-entry"),
    path("<uuid:entry_id>/verbergen/", views.keep_back, name="keep-back"),
    path("<uuid:entry_id>/ja/", views.accept, name="accept"),
    path("<uuid:entry_id>/loslaten/", views.let_go, name="let-go"),
    path("<uuid:entry_id>/opnemen/", views.take_up, name="take-up"),
    path("<uuid:entry_id>/wissen/", views.wipe, name="wipe"),
]
