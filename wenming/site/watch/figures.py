"""The address of its own on which figures are answered (WENMING_METRICS)."""

import os
import shutil
from pathlib import Path

from django.conf import settings


def answer() -> None:
    """Exits with a sentence where the address cannot be opened. The place is named before Prometheus' client is loaded,
    and before the web processes start, which write their counts there."""
    place = Path(settings.DATA_FOLDER) / "metrics"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(place)
    from . import metrics

    address, _, port = settings.METRICS_ADDRESS.rpartition(":")
    try:
        metrics.serve(address, int(port))
    except (OSError, ValueError) as error:
        raise SystemExit(f"指标端口 {settings.METRICS_ADDRESS} 开不了（{error}），请改设置。") from error
