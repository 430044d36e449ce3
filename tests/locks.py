"""Two writers at once, on a database that makes one wait for the other."""

from django.db import connection


def until_somebody_waits():
    """PostgreSQL says who waits for a lock."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
