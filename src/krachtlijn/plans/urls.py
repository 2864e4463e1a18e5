from django.urls import path

from krachtlijn.plans import bad_day, balance, ecogram, over_time, signal_pages, views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("losgelaten/", views.let_go, name="let-go-list"),
    path("balans/", balance.tilt, name="tilt"),
    path("kring/", ecogram.ecogram, name="ecogram"),
    path("toen/", over_time.then, name="then"),
    path("groei/", over_time.growth, name="growth"),
    path("moeilijke-dag/", bad_day.bad_day, name="bad-day"),
    path("buurt/", signal_pages.my_area, name="my-area"),
    path("signaal/", signal_pages.signal, name="signal"),
    path("signaal/terug/", signal_pages.take_back, name="take-signal-back"),
    path("wat-werd-ervan/", signal_pages.what_became, name="what-became"),
    path("wat-werd-ervan/stap/", signal_pages.make_step, name="step-from-what-became"),
    path("niet-alleen-ik/<uuid:entry_id>/", signal_pages.not_only_me, name="not-only-me"),
]
