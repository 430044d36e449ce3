"""How log lines are written: plain for people, JSON for machines; either way without what people typed.

``structlog`` is loaded only where JSON is asked for: it takes a tenth of a start.
"""

import logging
from typing import Any

from .tracebacks import safe

PROBES = {"/healthz", "/readyz"}


class Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        try:
            return super().format(record)
        finally:
            record.exc_text = None  # kept there it would stand in for every other handler's own text

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        return safe(ei)


class NotTheProbes(logging.Filter):
    """A probe asks every few seconds: that the product is not ready is said once elsewhere, not at each question."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(getattr(record, "request", None), "path", "") not in PROBES


def _exception(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    record = event.get("_record")
    exc_info = event.pop("exc_info", None) or (record.exc_info if record is not None else None)
    if isinstance(exc_info, tuple) and exc_info[1] is not None:
        event["exception"] = safe(exc_info)
        if record is not None:  # or the standard formatter adds its own, with everything in it
            record.exc_info = record.exc_text = None
    return event


def _shared() -> list[Any]:
    import structlog

    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=False, key="at"),
        _exception,
    ]


def json_formatter() -> logging.Formatter:
    """One JSON object a line."""
    import structlog

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False)],
    )


def configure() -> None:
    """Let ``structlog.get_logger`` write through the standard logging."""
    import structlog

    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_shared(),
                    structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(), cache_logger_on_first_use=True,
    )
