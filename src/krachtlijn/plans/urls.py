from django.urls import path

from krachtlijn.plans import views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("losgelaten/", views.let_go, name="let-go-list"),
]
