"""Reading the environment: every setting is named here once, with what it is for."""

import os
from pathlib import Path

KNOWN: dict[str, str] = {
    "WENMING_DATA": "数据目录：数据库、上传的文件、密钥（默认在项目下的 data/）",
    "WENMING_SECRET_KEY": "签名密钥；不设时在数据目录里自动生成一个",
    "WENMING_KEYS": "加密密钥所在的目录（默认在数据目录的 keys/）；请与数据库分开备份",
    "WENMING_HOSTS": "允许访问的主机名，逗号分隔（默认只允许本机）",
    "WENMING_HTTPS": "设为 1 表示经 HTTPS 访问，登录信息只经加密连接发送",
    "WENMING_PROXIES": "自己的反向代理的地址，逗号分隔；只有经它们来的请求才采信 X-Forwarded-For 里的来访地址",
    "WENMING_IDLE_MINUTES": "多少分钟不操作就退出登录，15 至 30（默认 20）",
    "WENMING_TRIAL": "设为 1 表示试用：管理员不必绑定动态口令，密码不必定期更换；有演示数据时默认为 1，设 0 关闭",
    "WENMING_DEBUG": "设为 1 打开调试，只用于开发",
    "WENMING_MAX_FILE_MB": "单个文件的大小上限，单位 MB（默认 200）",
    "WENMING_MAX_ARCHIVE_MB": "批量归集时一个 zip 压缩包的大小上限，单位 MB；解开后最多为它的两倍（默认 2048）",
    "WENMING_CLEAN_DAYS": "没有任何地方引用的文件存满几天就自动清理，至少 8 天，0 为从不清理（默认 30）",
    "WENMING_S3_BUCKET": "对象存储的桶；设了它，文件就存进对象存储，不设时存在数据目录的 files/",
    "WENMING_S3_ENDPOINT": "对象存储的地址，如 https://s3.example.internal:9000；不设时用 AWS 的",
    "WENMING_S3_REGION": "对象存储的区域（默认 us-east-1）",
    "WENMING_S3_PREFIX": "桶里放文件的目录；一个桶供几套系统用时各设各的（默认不设）",
    "WENMING_S3_ACCESS_KEY": "对象存储的访问密钥 ID",
    "WENMING_S3_SECRET_KEY": "对象存储的访问密钥",
    "WENMING_S3_SECRET_KEY_FILE": "写着访问密钥的文件，代替上一项；只应让运行系统的账号能读",
    "WENMING_S3_ADDRESSING": "桶名写在哪里：path 在路径里（默认），virtual 在主机名前（阿里云、腾讯云、华为云用它）",
    "WENMING_FETCH_LINKS": "设为 1 系统自己去取登记的网页存快照，每月复查是否失效（默认不向外发任何请求）",
    "WENMING_LINK_HOSTS": "允许取网页的内网网站，逗号分隔，写主机名或“主机名:端口”；不列的内网地址一律不取",
    "WENMING_BACKUP_DAYS": "最近一次好备份超过几天就提醒系统管理员（默认 2）",
    "WENMING_LOG": "设为 json 时每个请求、每个差错各写一行 JSON 到标准错误输出；不设时只写差错",
    "WENMING_METRICS": "设为 1 时另开一个端口供 Prometheus 抓取指标（默认不开）",
    "WENMING_METRICS_ADDRESS": "指标端口的地址（默认 127.0.0.1:9464）",
    "WENMING_STATUS_TOKEN": "带它（Authorization: Bearer …）的监控可看 /readyz 的明细；不设时只有本机能看",
    "DATABASE_URL": "PostgreSQL 地址，如 postgresql://用户:密码@主机:5432/库名；不设时用 SQLite",
}


def text(name: str, default: str = "") -> str:
    """The value of a known setting; asking for an unlisted one is a programming error (KeyError)."""
    KNOWN[name]
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return text(name) == "1"


def number(name: str, default: int) -> int:
    return int(text(name, str(default)))


ROOT = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    folder = Path(text("WENMING_DATA") or ROOT / "data")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
