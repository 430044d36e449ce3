"""Consents, requests for correction, and what is due to leave."""

from .consents import Consent, ConsentText
from .corrections import CorrectionRequest
from .retention import RetentionPlan

__all__ = ["Consent", "ConsentText", "CorrectionRequest", "RetentionPlan"]
