"""Everything below /accounts/: allauth's pages, and of its social log-in only what leads to another site and back."""

from django.urls import include, path

from accounts.views.address_change import NewAddress, old_address
from accounts.views.social import begin, callback, connections, sign_up

urlpatterns = [
    path("email/", NewAddress.as_view(), name="account_email"),
    path("email/old/", old_address, name="old_address"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("social/", connections, name="socialaccount_connections"),
    path("social/sign-up/", sign_up, name="socialaccount_signup"),
    path("social/<slug:provider_id>/", begin, name="social_begin"),
    # allauth calls each provider's way back by its own name.
    *(
        path(f"social/{name}/callback/", callback, {"provider_id": name}, name=f"{name}_callback")
        for name in ("google", "github", "facebook")
    ),
    path("social/<slug:provider_id>/callback/", callback, name="openid_connect_callback"),
]
