from django.urls import path

from krachtlijn.people import views

urlpatterns = [
    path("in/", views.sign_in, name="sign-in"),
    path("uit/", views.sign_out, name="sign-out"),
    path("weg/", views.quick_exit, name="quick-exit"),
    path("taal/", views.language, name="language"),
    path("ik/naam/", views.name, name="name"),
    path("ik/kaart/", views.card, name="card"),
    path("ik/kaart/nieuw/", views.new_card, name="new-card"),
    path("ik/kaart/opgeschreven/", views.card_written_down, name="card-written-down"),
    path("ik/toestellen/", views.my_devices, name="devices"),
    path("ik/toestellen/andere/", views.end_other_devices, name="end-other-devices"),
    path("ik/toestellen/<uuid:handle>/", views.end_device, name="end-device"),
    path("ik/sleutels/", views.my_tokens, name="tokens"),
    path("ik/sleutels/<uuid:token_id>/", views.revoke_token, name="revoke-token"),
]
