from django.urls import path

from .views import accounts, drafts, password, reviews, second_factor, session, sign_ins

app_name = "accounts"
urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("second-step/", second_factor.second_step, name="second_step"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("stay/", session.stay, name="stay"),
    path("password/", password.change_password, name="change_password"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/discard/", drafts.discard, name="discard_draft"),
    path("choose/", session.choose, name="choose"),
    path("mine/", sign_ins.mine, name="mine"),
    path("sign-ins/", sign_ins.live, name="live"),
    path("sign-ins/<int:sign_in_id>/end/", sign_ins.end, name="end_sign_in"),
    path("addresses/unlock/", sign_ins.unlock_address, name="unlock_address"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/open/", reviews.open_review, name="open_review"),
    path("reviews/<int:review_id>/", reviews.review, name="review"),
    path("reviews/<int:review_id>/confirm/", reviews.confirm, name="confirm_review"),
    path("reviews/<int:review_id>/accounts.xlsx", reviews.workbook, name="review_workbook"),
    path("reviews/lines/<int:line_id>/close/", reviews.close_line, name="close_line"),
    path("", accounts.accounts, name="accounts"),
    path("open/", accounts.open_account, name="open"),
    path("<int:user_id>/", accounts.account, name="account"),
    path("<int:user_id>/grant/", accounts.grant, name="grant"),
    path("grants/<int:grant_id>/withdraw/", accounts.withdraw, name="withdraw"),
    path("<int:user_id>/reset-password/", accounts.reset_password, name="reset_password"),
    path("<int:user_id>/reset-second-factor/", second_factor.reset, name="reset_second_factor"),
    path("<int:user_id>/unlock/", sign_ins.unlock, name="unlock"),
    path("<int:user_id>/last-day/", accounts.last_day, name="last_day"),
    path("<int:user_id>/close/", accounts.close, name="close"),
    path("<int:user_id>/reopen/", accounts.reopen, name="reopen"),
]
