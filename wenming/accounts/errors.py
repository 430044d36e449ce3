"""What this room refuses."""

from wenming.domain.errors import InputRefused


class SignInRefused(InputRefused):
    """One sentence for every reason, so that nobody learns which part was wrong."""

    def __init__(self) -> None:
        super().__init__("登录名或密码不对，或账号已停用。")
