from django.urls import path

from krachtlijn.rooms.samen import barrier, city, map, neighbourhood, sentences

urlpatterns = [
    path("samen/", map.samen, name="samen"),
    path("samen/na-te-lezen/", sentences.waiting_sentences, name="sentences"),
    path("samen/drempel/<uuid:barrier_id>/", barrier.barrier, name="barrier"),
    path("samen/drempel/<uuid:barrier_id>/zet/<slug:move>/", barrier.move, name="barrier-move"),
    path("stad/", city.city, name="city"),
    # Last: any other word here is the name of a place.
    path("samen/<slug:area>/", neighbourhood.neighbourhood, name="area"),
    path("samen/<slug:area>/nieuwe-drempel/", barrier.notice, name="notice-barrier"),
]
