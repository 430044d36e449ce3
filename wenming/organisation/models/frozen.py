"""What is put right until it is frozen, and then stands as it is for ever, with every row that belongs to it."""

from typing import ClassVar

from django.db import models

from wenming.domain.errors import RuleBroken

from .tenancy import OrganisationOwned

FROZEN = "frozen"
"""The state that ends all changes, whatever else a model's states are."""


class Freezable(models.Model):
    """Of a model with a ``state``; ``frozen_sentence`` says why nothing changes any more and what to do instead."""

    frozen_sentence: ClassVar[str]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Raises RuleBroken where the stored row is frozen, however stale this instance is."""
        self.check_not_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        self.check_not_frozen()
        return super().delete(*args, **kwargs)

    def check_not_frozen(self) -> None:
        if self.pk and type(self).objects.filter(pk=self.pk, state=FROZEN).exists():
            raise RuleBroken(self.frozen_sentence)


class PartOfFreezable(OrganisationOwned):
    """A row of something freezable, which the field named ``whole`` points to."""

    whole: ClassVar[str]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            getattr(self, self.whole).check_not_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        getattr(self, self.whole).check_not_frozen()
        return super().delete(*args, **kwargs)
