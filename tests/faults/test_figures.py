"""Figures of several web processes, added up on an address of their own."""

from concurrent.futures import ThreadPoolExecutor

from .installation import free_port, wait_until


def test_figures_add_up_over_two_web_processes(midcourse, install):
    port = free_port()
    wanted = {"WENMING_METRICS": "1", "WENMING_METRICS_ADDRESS": f"127.0.0.1:{port}", "WENMING_LOG": "json"}
    place = install(like=midcourse, **wanted)
    place.start("--workers", 2)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: place.get("/accounts/sign-in/")[0], range(40)))
    assert answers == [200] * 40
    place.port, web = port, place.port
    figures = place.get("/metrics")[1]
    assert 'wenming_requests_total{method="GET",status="200",view="accounts:sign_in"} 40.0' in figures
    assert 'wenming_request_queries_count{view="accounts:sign_in"} 40.0' in figures
    assert "wenming_database_up 1.0" in figures
    wait_until(lambda: "wenming_workers 1.0" in place.get("/metrics")[1], "the worker is counted")
    wait_until(lambda: "wenming_audit_unsealed 0.0" in place.get("/metrics")[1], "the record is sealed")
    assert "示范省财政厅" not in place.get("/metrics")[1]
    place.port = web
    assert place.get("/metrics")[0] == 404, "never on the address people use"
    lines = [line for line in place.log.splitlines() if '"view": "accounts:sign_in"' in line]
    assert len(lines) == 40
