from django.urls import path

from krachtlijn.demo import views

urlpatterns = [path("<slug:name>/<str:token>/", views.sign_in, name="demo-sign-in")]
