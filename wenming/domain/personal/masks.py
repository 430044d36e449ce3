"""Personal values as they are shown to those who need not know them (domain.md 10.1)."""

STAR = "*"


def mask_id_number(number: str) -> str:
    """``430***********1234``; a text too short to hide anything that way is hidden whole."""
    return _middle(number, 3, 4)


def mask_phone(number: str) -> str:
    """``138****8000`` and ``0731-****0000``."""
    area, dash, own = number.rpartition("-")
    return f"{area}-{_middle(own, 0, 4)}" if dash else _middle(number, 3, 4)


def mask_name(name: str) -> str:
    """The family name and as many stars as characters follow; the middle dot of longer names stays."""
    return name[:1] + "".join("·" if letter == "·" else STAR for letter in name[1:])


def _middle(text: str, first: int, last: int) -> str:
    hidden = len(text) - first - last
    return text[:first] + STAR * hidden + text[-last:] if hidden > 0 else STAR * len(text)
