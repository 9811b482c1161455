"""Signing in, and one's own account. Names beginning account_, mfa_ and usersessions_ are those allauth looks up."""

from __future__ import annotations

from django.urls import path

from onroll.service.web.access import account, idle, links, second_factor, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", sign_in.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("sign-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("sign-in/forgotten/", sign_in.forgotten, name="forgotten"),
    path("sign-in/closed/", sign_in.Closed.as_view(), name="account_inactive"),
    path("sign-in/link/<str:secret>/", links.sign_in_link, name="sign_in_link"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("account/", account.account, name="account"),
    path("account/password/", account.ChangePassword.as_view(), name="account_change_password"),
    path("account/sessions/", account.Sessions.as_view(), name="usersessions_list"),
    path("account/still-here/", idle.still_here, name="account_still_here"),
    path("account/confirm/", account.Confirm.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", second_factor.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", second_factor.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", second_factor.SecondFactors.as_view(), name="mfa_index"),
    path("account/second-factor/app/", second_factor.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", second_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", second_factor.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/file/", second_factor.DownloadedRecoveryCodes.as_view(), name="mfa_download_recovery_codes"),
    path("account/passkeys/", second_factor.Passkeys.as_view(), name="mfa_list_webauthn"),
    path("account/passkeys/add/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/name/", second_factor.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", second_factor.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]  # fmt: skip
