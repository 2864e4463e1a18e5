from django.urls import path

from krachtlijn.groups import views

urlpatterns = [
    path("groepen/", views.groups, name="groups"),
    path("groepen/nieuw/", views.begin_group, name="begin-group"),
    path("groep/<uuid:group_id>/", views.group, name="group"),
    path("groep/<uuid:group_id>/meedoen/", views.join_group, name="join-group"),
    path("groep/<uuid:group_id>/weggaan/", views.leave_group, name="leave-group"),
    path("groep/<uuid:group_id>/schrijven/", views.write_line, name="write-line"),
    path("groep/<uuid:group_id>/regel/<uuid:line_id>/wissen/", views.wipe_line, name="wipe-line"),
    path("groep/<uuid:group_id>/rol/", views.take_role, name="take-role"),
    path("groep/<uuid:group_id>/rol/terug/", views.hand_back_role, name="hand-back-role"),
    path("groep/<uuid:group_id>/beslissen/", views.deciding, name="group-deciding"),
    path("groep/<uuid:group_id>/drempel/", views.take_up_barrier, name="group-barrier"),
    path("groep/<uuid:group_id>/doen/", views.begin_action, name="begin-action"),
    path("groep/<uuid:group_id>/doen/<slug:move>/", views.move_action, name="move-action"),
    path("groep/<uuid:group_id>/signaal/", views.raise_group_signal, name="raise-group-signal"),
    path(
        "groep/<uuid:group_id>/signaal/terug/",
        views.take_group_signal_back,
        name="take-group-signal-back",
    ),
    path("groep/<uuid:group_id>/erbij/", views.put_in, name="put-in-group"),
    path("groep/<uuid:group_id>/eraf/<uuid:member_id>/", views.put_out, name="put-out-of-group"),
    path("groep/<uuid:group_id>/stoppen/", views.end_group, name="end-group"),
]
