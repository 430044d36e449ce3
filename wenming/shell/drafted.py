"""The mark of a form that keeps itself while one types: where it posts to, signed.

The signature shows that the person was given this very form, so nobody can ask who is writing at what he may not see.
"""

import re

from django.core.signing import BadSignature, Signer

from wenming.domain.errors import NotFound

_signer = Signer(salt="draft")
_SENSITIVE = re.compile(r"password|phone|mobile|id_number|identity|secret|otp", re.IGNORECASE)


def is_sensitive(name: str) -> bool:
    """Whether a field, by its name, is never kept outside the form itself. Pages mark it data-sensitive too."""
    return bool(_SENSITIVE.search(name))


def mark_of(path: str) -> str:
    """For the ``data-draft`` attribute of the form that posts to ``path``."""
    return _signer.sign(path)


def path_of(mark: str) -> str:
    """Raises NotFound for a mark no page of ours carries."""
    try:
        return _signer.unsign(mark)
    except BadSignature:
        raise NotFound("没有这样的表单。") from None
