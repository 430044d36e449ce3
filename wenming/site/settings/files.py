"""Where files live: originals, renditions made from them, static files of the interface."""

from .environment import data_folder, number

DATA_FOLDER = data_folder()
BACKUP_DAYS = number("WENMING_BACKUP_DAYS", 2)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": data_folder() / "files", "file_permissions_mode": 0o640}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = data_folder() / "static"
FILE_UPLOAD_TEMP_DIR = data_folder() / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
MAX_FILE_BYTES = number("WENMING_MAX_FILE_MB", 200) * 1024 * 1024
MAX_FILES_PER_UPLOAD = 500
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_FILES_PER_UPLOAD
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
