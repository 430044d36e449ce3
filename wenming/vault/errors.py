"""Why an encrypted value stays closed. Each is its own class: what to do differs."""

from wenming.domain.errors import RuleBroken


class StaysClosed(RuleBroken):
    """An encrypted value cannot be opened, or a new one not be sealed; everything else goes on."""


class KeysMissing(StaysClosed):
    """The key named on the text is not in the ring; ``version`` None means that there is no key at all."""

    def __init__(self, folder: object, version: int | None = None) -> None:
        which = "加密密钥" if version is None else f"第 {version} 版加密密钥"
        super().__init__(
            f"{which}不在密钥目录（{folder}）里，加密保存的内容暂时打不开，也存不进去；其他内容不受影响。"
            "请系统管理员从密钥备份中放回。"
        )


class WrongKey(StaysClosed):
    """A key of that version is there, but not the one the text was sealed with."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"密钥目录里的第 {version} 版密钥不是当初加密用的那一把，内容打不开。请系统管理员放回这套数据自己的密钥。"
        )


class TamperedText(StaysClosed):
    """The text is not as it was sealed."""

    def __init__(self) -> None:
        super().__init__("这项加密内容被改动或损坏，打不开。请系统管理员从备份核对。")


class MovedText(StaysClosed):
    """The text was sealed for another table, column or organisation."""

    def __init__(self) -> None:
        super().__init__("这项加密内容不属于这个位置，像是从别处搬来的，打不开。请系统管理员从备份核对。")


class AlgorithmMissing(StaysClosed):
    """The cryptographic library of this machine does not offer the algorithm named on the key or the text."""

    def __init__(self, algorithm: str) -> None:
        super().__init__(f"本机的密码库不支持 {algorithm}，加密保存的内容打不开。请系统管理员换用支持它的密码库。")


class RotationRefused(RuleBroken):
    """A new key cannot be made now."""
