"""Figures for Prometheus: of requests, added up over all web processes; of the installation, read when asked for.

Each web process writes its counts into a file of its own (Prometheus' multi-process mode); the process that started
them adds the files up and answers on an address of its own. No name of a person or body is ever a label.
"""

import os
import time
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.db.models import Count, Sum
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, multiprocess, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric

from wenming.audit.models import AuditEntry
from wenming.filestore.models import StoredFile
from wenming.jobs.queries import jobs_by_state, last_backup, workers_alive

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
WEIGHED_EVERY_SECONDS = 60
_REQUESTS = Counter("wenming_requests", "Requests answered", ["view", "method", "status"])
_SECONDS = Histogram("wenming_request_seconds", "Time until the answer began", ["view"],
                     buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10))
_QUERIES = Histogram("wenming_request_queries", "Statements sent to the database", ["view"],
                     buckets=(1, 2, 4, 8, 16, 32, 64, 128))


def observe(view: str, method: str | None, status: int, seconds: float, queries: int) -> None:
    """Count one request."""
    _REQUESTS.labels(view, method or "", str(status)).inc()
    _SECONDS.labels(view).observe(seconds)
    _QUERIES.labels(view).observe(queries)


def serve(address: str, port: int) -> None:
    """Answer ``/metrics`` on an address of its own, in a thread of this process. Raises OSError where it is taken."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=os.environ[FOLDER])
    registry.register(Installation())
    start_http_server(port, addr=address, registry=registry)


class Installation:
    """What is in the database: jobs, the unsealed end of the record, files, workers, the last backup."""

    def __init__(self) -> None:
        self._weighed, self._files = 0.0, (0, 0)

    def collect(self) -> Iterator[Metric]:
        close_old_connections()
        try:
            yield from self._read()
            up = 1
        except (DatabaseError, InterfaceError):
            up = 0
        finally:
            connection.close()
        yield GaugeMetricFamily("wenming_database_up", "Whether the database answers", value=up)

    def describe(self) -> list[Metric]:
        return []

    def _read(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("wenming_jobs", "Jobs that are not done", labels=["state"])
        for state, count in jobs_by_state().items():
            jobs.add_metric([state], count)
        yield jobs
        unsealed = AuditEntry.objects.filter(position=None).count()
        yield GaugeMetricFamily("wenming_audit_unsealed", "Acts recorded and not yet sealed", value=unsealed)
        count, size = self._weigh()
        yield GaugeMetricFamily("wenming_files", "Files in the store", value=count)
        yield GaugeMetricFamily("wenming_file_bytes", "Their weight", value=size)
        alive = workers_alive(at=timezone.now())
        yield GaugeMetricFamily("wenming_workers", "Workers heard of lately", value=len(alive))
        last = last_backup()
        if last:
            yield GaugeMetricFamily("wenming_last_backup_timestamp_seconds", "When the last good backup was taken",
                                    value=last.at.timestamp())

    def _weigh(self) -> tuple[int, int]:
        """Adding up all files is no cheap question: it is asked once a minute."""
        if time.monotonic() - self._weighed > WEIGHED_EVERY_SECONDS or not self._weighed:
            found = StoredFile.objects.aggregate(count=Count("pk"), size=Sum("size"))
            self._files, self._weighed = (found["count"], found["size"] or 0), time.monotonic()
        return self._files
