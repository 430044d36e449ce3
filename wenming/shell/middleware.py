"""What happens around every request, whatever the room."""

from django.conf import settings

from wenming.domain.errors import RuleBroken

from . import origin, refusals, undoable


def content_security_policy(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response

    return middleware


def remember_origin(get_response):
    def middleware(request):
        token, offers = origin.remember(origin.address_of(request)), undoable.begin()
        try:
            return get_response(request)
        finally:
            undoable.end(offers)
            origin.forget(token)

    return middleware


class RefusalsBecomePages:
    """A refusal raised anywhere below a view becomes a Chinese sentence with the right status."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        return response if response.status_code != 405 else refusals.wrong_method(request, response)

    def process_exception(self, request, exception):
        if isinstance(exception, RuleBroken):
            return refusals.answer(request, exception)
        return None
