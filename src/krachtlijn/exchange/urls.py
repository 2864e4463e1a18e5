from django.urls import path

from krachtlijn.exchange import views

urlpatterns = [
    path("ik/alles/", views.my_data, name="my-data"),
    path("ik/alles/ongedaan/", views.undo_take_away, name="undo-take-away"),
    path("ik/alles/lezen/", views.read_everything, name="read-everything"),
    path("ik/alles/mijn-plan.json", views.as_json, name="my-data-json"),
    path("ik/alles/mijn-plan.pdf", views.as_pdf, name="my-data-pdf"),
    path("ik/alles/schema.json", views.json_schema, name="my-data-schema"),
    path("ik/inbrengen/", views.bring_in, name="bring-in"),
    path("plan/papier/", views.print_plan, name="paper"),
    path("plan/papier/a4/", views.on_a4, name="paper-a4"),
    path("plan/papier/koelkast/", views.for_the_fridge, name="paper-fridge"),
    path("plan/papier/blad/", views.empty_sheet, name="paper-sheet"),
    path("plan/papier/overnemen/", views.type_over, name="type-over"),
]
