"""The token a form carries so that a second click on its button is recognised."""

import secrets

FIELD = "once"


def new_token() -> str:
    return secrets.token_urlsafe(16)
