from django.urls import path

from .views import accounts, session

app_name = "accounts"
urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("password/", session.change_password, name="change_password"),
    path("choose/", session.choose, name="choose"),
    path("", accounts.accounts, name="accounts"),
    path("open/", accounts.open_account, name="open"),
    path("<int:user_id>/", accounts.account, name="account"),
    path("<int:user_id>/grant/", accounts.grant, name="grant"),
    path("grants/<int:grant_id>/withdraw/", accounts.withdraw, name="withdraw"),
    path("<int:user_id>/reset-password/", accounts.reset_password, name="reset_password"),
    path("<int:user_id>/close/", accounts.close, name="close"),
    path("<int:user_id>/reopen/", accounts.reopen, name="reopen"),
]
