"""The connection to an object store, and its failures in our words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from urllib3.exceptions import HTTPError

from .away import StoreAway

MB = 1024 * 1024
TRANSFER = TransferConfig(multipart_threshold=16 * MB, multipart_chunksize=8 * MB, max_concurrency=4)
"""At most four parts of 8 MB are on their way at once; larger parts from 80 GB on, as S3 takes 10,000 at most."""
NOT_THERE = {"404", "NoSuchKey", "NotFound"}
NO_ROOM = {"InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "StorageFull", "507"}
DENIED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "Forbidden", "403", "401"}


def client_for(
    *, endpoint: str, region: str, access_key: str, secret_key: str, addressing: str, patience: float = 20,
    attempts: int = 2,
) -> Any:
    """One client; safe for threads. ``patience`` are the seconds it waits for an answer: a person is waiting too."""
    config = Config(
        signature_version="s3v4", s3={"addressing_style": addressing}, read_timeout=patience,
        connect_timeout=min(3, patience), retries={"total_max_attempts": attempts, "mode": "standard"},
        max_pool_connections=32,
        # checksums in trailers are new and unknown to many stores that speak S3
        request_checksum_calculation="when_required", response_checksum_validation="when_required",
    )
    return Session().client(
        "s3", endpoint_url=endpoint or None, region_name=region, aws_access_key_id=access_key or None,
        aws_secret_access_key=secret_key or None, config=config,
    )


@contextmanager
def telling(key: str = "") -> Iterator[None]:
    """Failures of the store as OSError: FileNotFoundError for ``key``, StoreAway with the reason for all others."""
    try:
        yield
    except ClientError as error:
        raise _of_answer(error, key) from error
    except Boto3Error as error:  # wraps what went wrong while parts were on their way
        cause = error.__cause__ or error.__context__
        raise (_of_answer(cause, key) if isinstance(cause, ClientError) else unreachable()) from error
    except NoCredentialsError as error:
        raise StoreAway("对象存储没有配置访问密钥", errno.EACCES) from error
    except (BotoCoreError, HTTPError) as error:
        raise unreachable() from error


def unreachable() -> StoreAway:
    return StoreAway("对象存储连不上")


def _of_answer(error: ClientError, key: str) -> OSError:
    code = str(error.response.get("Error", {}).get("Code", ""))
    status = str(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))
    said = {code, status}
    if code == "NoSuchBucket" or (said & NOT_THERE and not key):
        return StoreAway("对象存储里没有设置的那个桶", errno.ENODEV)
    if said & NOT_THERE:
        return FileNotFoundError(errno.ENOENT, "不在对象存储里", key)
    if said & NO_ROOM:
        return StoreAway("对象存储已满", errno.ENOSPC)
    if said & DENIED:
        return StoreAway("对象存储拒绝访问，密钥或权限不对", errno.EACCES)
    return StoreAway(f"对象存储出了故障（{code or status}）", errno.EIO)
