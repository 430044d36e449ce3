"""Who may keep accounts and who may give roles; loaders that know only the viewer's own organisation.

Two hands (domain.md 10.2): the system administrator opens accounts and gives no role, the security administrator
gives roles and opens no account. What the system itself does (first installation, demo) is not asked.
"""

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound

from .models import AccountReview, AccountReviewLine, Grant, SignIn, User
from .queries import accounts_known_to


def _may(by: Viewer, permission: Permission) -> bool:
    return by.user_id is None or by.may(permission)


def check_may_open(by: Viewer) -> None:
    if not _may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("开设账号由系统管理员办理。")


def may_keep(by: Viewer, user: User) -> bool:
    """Reset the password, close or reopen: of an account one's own organisation opened, and not one's own."""
    own = user.organisation_id == by.organisation_id and user.pk != by.user_id
    return own and _may(by, Permission.MANAGE_ACCOUNTS)


def check_may_keep(by: Viewer, user: User) -> None:
    if may_keep(by, user):
        return
    if user.pk == by.user_id:
        raise NotAllowed("自己的账号请别的系统管理员办理；改密码请用“改密码”。")
    if user.organisation_id != by.organisation_id:
        raise NotAllowed("这个账号由开设它的单位维护，本单位只能授予或收回角色。")
    raise NotAllowed("账号由系统管理员维护。")


def may_grant(by: Viewer, user: User) -> bool:
    return _may(by, Permission.GRANT_ROLES) and user.pk != by.user_id


def check_may_grant(by: Viewer, user: User) -> None:
    if user.pk == by.user_id and _may(by, Permission.GRANT_ROLES):
        raise NotAllowed("不能给自己授予或收回角色，请另一位安全管理员办理。")
    if not may_grant(by, user):
        raise NotAllowed("授予和收回角色由安全管理员办理。")


def may_reset(by: Viewer, user: User) -> bool:
    """Undo a second factor: of an account of one's own body, by another security administrator."""
    return user.organisation_id == by.organisation_id and may_grant(by, user)


def check_may_reset(by: Viewer, user: User) -> None:
    if may_reset(by, user):
        return
    if user.pk == by.user_id:
        raise NotAllowed("自己的动态口令请另一位安全管理员重置。")
    if user.organisation_id != by.organisation_id:
        raise NotAllowed("这个账号由开设它的单位维护，动态口令也由那里重置。")
    raise NotAllowed("动态口令由安全管理员重置。")


def check_may_open_review(by: Viewer) -> None:
    if not _may(by, Permission.GRANT_ROLES):
        raise NotAllowed("年度账号核对由安全管理员发起。")


def check_may_review(by: Viewer, user: User) -> None:
    """Decide in a review whether an account is still needed: either administrator, and never about one's own."""
    if user.pk == by.user_id:
        raise NotAllowed("自己的账号请另一位管理员核对。")
    if not _may(by, Permission.GRANT_ROLES) and not _may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("账号由系统管理员和安全管理员核对。")


def review_for(viewer: Viewer, review_id: int) -> AccountReview:
    found = AccountReview.objects.of(viewer.organisation_id).filter(pk=review_id).first()
    if found is None:
        raise NotFound
    return found


def line_for(viewer: Viewer, line_id: int) -> AccountReviewLine:
    rows = AccountReviewLine.objects.of(viewer.organisation_id).select_related("user", "review")
    found = rows.filter(pk=line_id).first()
    if found is None:
        raise NotFound
    return found


def lines_for(review: AccountReview, ids: list[str]) -> list[AccountReviewLine]:
    """Those of the ids that are lines of the review."""
    wanted = [int(one) for one in ids if one.isdecimal()]
    return list(review.lines.filter(pk__in=wanted).select_related("user"))


def account_for(viewer: Viewer, user_id: int) -> User:
    found = accounts_known_to(viewer.organisation_id).filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def grant_for(viewer: Viewer, grant_id: int) -> Grant:
    found = Grant.objects.of(viewer.organisation_id).filter(pk=grant_id).select_related("user", "unit").first()
    if found is None:
        raise NotFound
    return found


def check_may_end(by: Viewer, sign_in: SignIn) -> None:
    """One's own sessions, and those of the accounts one's own organisation keeps."""
    own = sign_in.user_id == by.user_id
    keeps = sign_in.organisation_id == by.organisation_id and _may(by, Permission.MANAGE_ACCOUNTS)
    if not own and not keeps:
        raise NotAllowed("别人的登录由系统管理员结束。")


def sign_in_for(viewer: Viewer, sign_in_id: int) -> SignIn:
    """A sign-in of the viewer's own, or one of an account that the viewer keeps."""
    found = SignIn.objects.filter(pk=sign_in_id).select_related("user").first()
    known = found is not None and (found.user_id == viewer.user_id or found.organisation_id == viewer.organisation_id)
    if found is None or not known:
        raise NotFound
    return found
