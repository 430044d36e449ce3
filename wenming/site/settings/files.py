"""Where files live: originals, renditions made from them, static files of the interface."""

from pathlib import Path

from .environment import data_folder, number, text

DATA_FOLDER = data_folder()
BACKUP_DAYS = number("WENMING_BACKUP_DAYS", 2)
CLEAN_DAYS = number("WENMING_CLEAN_DAYS", 30)
FILE_UPLOAD_TEMP_DIR = data_folder() / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler", "wenming.filestore.spool.SpoolUploads",
]
S3_SECRET_KEY_FILE = text("WENMING_S3_SECRET_KEY_FILE")


def _secret() -> str:
    """From the environment, or from the file that it names."""
    if S3_SECRET_KEY_FILE:
        return Path(S3_SECRET_KEY_FILE).read_text(encoding="ascii").strip()
    return text("WENMING_S3_SECRET_KEY")


def _store() -> dict[str, object]:
    if not text("WENMING_S3_BUCKET"):
        return {"BACKEND": "wenming.filestore.stores.DiskStore",
                "OPTIONS": {"location": data_folder() / "files", "file_permissions_mode": 0o640}}
    return {"BACKEND": "wenming.filestore.stores.objects.ObjectStore", "OPTIONS": {
        "bucket": text("WENMING_S3_BUCKET"), "prefix": text("WENMING_S3_PREFIX"), "spool": FILE_UPLOAD_TEMP_DIR,
        "endpoint": text("WENMING_S3_ENDPOINT"), "region": text("WENMING_S3_REGION", "us-east-1"),
        "access_key": text("WENMING_S3_ACCESS_KEY"), "secret_key": _secret(),
        "addressing": text("WENMING_S3_ADDRESSING", "path"),
    }}


STORAGES = {
    "default": _store(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = data_folder() / "static"
MAX_FILE_BYTES = number("WENMING_MAX_FILE_MB", 200) * 1024 * 1024
MAX_ARCHIVE_BYTES = max(MAX_FILE_BYTES, number("WENMING_MAX_ARCHIVE_MB", 2048) * 1024 * 1024)
MAX_FILES_PER_UPLOAD = 500
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_FILES_PER_UPLOAD
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
