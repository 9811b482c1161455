"""Signing in, and one's own account. Names beginning account_, mfa_ and usersessions_ are those allauth looks up."""

from __future__ import annotations

from django.urls import path

from onroll.service.web.access import sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", sign_in.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("sign-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("sign-in/forgotten/", sign_in.forgotten, name="forgotten"),
    path("sign-in/closed/", sign_in.Closed.as_view(), name="account_inactive"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
]
