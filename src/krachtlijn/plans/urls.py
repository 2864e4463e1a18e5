from django.urls import path

from krachtlijn.plans import bad_day, balance, ecogram, over_time, views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("losgelaten/", views.let_go, name="let-go-list"),
    path("balans/", balance.tilt, name="tilt"),
    path("kring/", ecogram.ecogram, name="ecogram"),
    path("toen/", over_time.then, name="then"),
    path("groei/", over_time.growth, name="growth"),
    path("moeilijke-dag/", bad_day.bad_day, name="bad-day"),
]
