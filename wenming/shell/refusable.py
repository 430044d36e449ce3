"""Forms that carry out a verb: what the verb refuses stands in the form, beside everything the person typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from wenming.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, RuleBroken

from .refusals import status_of


class Refusable(forms.Form):
    """``answer_status`` is that of a page with this form: 200, or what the refusal makes it."""

    answer_status = 200
    outcome: Any = None

    def carries_out(self, verb: Callable[..., Any], **more: Any) -> bool:
        """Call ``verb`` with the cleaned fields and ``more``; True where it was done, its result in ``outcome``.

        NotAllowed and NotFound are not about what was typed and pass through.
        """
        if not self.is_valid():
            self.answer_status = 422
            return False
        try:
            self.outcome = verb(**self.cleaned_data, **more)
        except (NotAllowed, NotFound):
            raise
        except RuleBroken as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: RuleBroken) -> None:
        """Put the sentences of a refused act beside the fields they speak of."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        self.answer_status = status_of(refusal)
        self.add_error(None, refusal.sentence)
        for name, sentence in getattr(refusal, "fields", {}).items():
            if name in self.fields:
                self.add_error(name, sentence)


class VersionedForm(Refusable):
    """A form over a row that others may save too; ``current`` is the version the page shows.

    After ChangedMeanwhile the person has read what the other changed, so the next sending goes out with ``current``.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, current: int, initial: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, initial={**(initial or {}), "version": current}, **more)
        self.current = current

    def refuse(self, refusal: RuleBroken) -> None:
        super().refuse(refusal)
        if isinstance(refusal, ChangedMeanwhile):
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, which cannot be written to
            self.data[self.add_prefix("version")] = self.current  # type: ignore[index]


def version_sent(request: HttpRequest) -> int:
    """The version the page showed, sent by a button; 0, which nothing saved has, where it was tampered with."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else 0
