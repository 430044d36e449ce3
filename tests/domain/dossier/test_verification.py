"""A package proves itself without the server, and every kind of tampering is told."""

import io
import json
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.dossier import manifest
from wenming.domain.dossier.verification import verify

from .pieces import pack, unzipped, zipped

FILES = {"01_甲/任务09_乙/09_001_讲座_2026-01-20.jpg": b"picture" * 50, "01_甲/说明.txt": "说明".encode()}
FIRST = next(iter(FILES))


def problems(package: bytes) -> str:
    verdict = verify(io.BytesIO(package))
    assert not verdict.proved
    return "\n".join(verdict.problems)


def test_an_untouched_package_is_proved():
    verdict = verify(io.BytesIO(pack(FILES)))
    assert verdict.problems == ()
    assert verdict.files == 3
    assert verdict.fingerprint == manifest.digest_of(unzipped(pack(FILES))[manifest.LIST])


def test_an_altered_file_is_named_even_where_the_archive_itself_is_sound():
    files = {**unzipped(pack(FILES)), FIRST: b"Picture" * 50}
    assert problems(zipped(files)) == f"内容被改动的文件：{FIRST}。"


@given(st.integers(0, 349), st.integers(1, 255))
def test_any_altered_byte_of_a_file_is_found(at, by):
    package = bytearray(pack(FILES))
    start = package.index(FILES[FIRST])
    package[start + at] ^= by
    assert problems(bytes(package)) == f"内容被改动的文件：{FIRST}。"


def test_a_removed_file_is_named():
    files = unzipped(pack(FILES))
    del files[FIRST]
    assert problems(zipped(files)) == f"清单上有、包里没有的文件：{FIRST}。"


def test_an_added_file_is_named():
    assert problems(zipped({**unzipped(pack(FILES)), "01_甲/多的.pdf": b"x"})) == "清单以外多出的文件：01_甲/多的.pdf。"


def test_a_renamed_file_is_both_missing_and_extra():
    files = unzipped(pack(FILES))
    files["01_甲/改名.jpg"] = files.pop(FIRST)
    told = problems(zipped(files))
    assert "多出的文件：01_甲/改名.jpg" in told
    assert f"包里没有的文件：{FIRST}" in told


def test_a_list_mended_to_match_does_not_agree_with_the_other_list():
    files = unzipped(pack(FILES))
    files["x.txt"] = b"x"
    files[manifest.LIST] += f"{manifest.digest_of(b'x')}  x.txt\n".encode()
    assert problems(zipped(files)) == "两份清单对不上的文件：x.txt。"


def test_a_size_that_differs_from_the_list_is_told():
    files = unzipped(pack(FILES))
    details = json.loads(files[manifest.DETAILS])
    details["files"][0]["size"] = 1
    files[manifest.DETAILS] = json.dumps(details).encode()
    assert f"大小与清单不符的文件：{FIRST}，清单 1 字节，包里 350 字节" in problems(zipped(files))


def test_both_lists_mended_change_the_fingerprint():
    true, mended = (verify(io.BytesIO(pack(files))) for files in (FILES, {**FILES, FIRST: b"other"}))
    assert mended.proved
    assert mended.fingerprint != true.fingerprint


@pytest.mark.parametrize(
    "path",
    ["../out.txt", "/etc/passwd", "a/../../b", "a\\..\\b", "C:/x", "a//b", "./a", "a/\x01b", "a/b\u202etxt.exe", "a/"],
)
def test_a_path_that_would_leave_the_folder_is_refused(path):
    assert "拒绝核对" in problems(pack({**FILES, path: b"x"}))


def test_two_names_that_differ_by_case_alone_are_refused():
    assert "出现两次" in problems(pack({"A.txt": b"1", "a.txt": b"2"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_hidden_behind_another_of_the_same_name_is_refused():
    whole = unzipped(pack(FILES))
    out = io.BytesIO(zipped(whole))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(FIRST, b"another")
    assert "出现两次" in problems(out.getvalue())


def test_a_symbolic_link_is_refused():
    out = io.BytesIO(zipped(unzipped(pack(FILES))))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "不该有的链接" in problems(out.getvalue())


@pytest.mark.parametrize("damage", [b"", b"PK", b"not a zip at all" * 100, "文字".encode()])
def test_what_is_no_archive_is_told_as_such(damage):
    assert "不是完整的材料包" in problems(damage)


@given(st.integers(0, 600))
def test_a_truncated_download_is_told(length):
    assert problems(pack(FILES)[:length])


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_damaged_package_never_breaks_the_verifier(at, junk):
    package = pack(FILES)
    at %= len(package)
    verify(io.BytesIO(package[:at] + junk + package[at + len(junk):]))


def test_an_archive_without_lists_is_told():
    assert "没有清单" in problems(zipped(FILES))


@pytest.mark.parametrize("listing", [b"", b"nonsense\n", b"\xff\xfe", b"0" * 64 + b" one-space.txt\n"])
def test_a_damaged_list_is_told(listing):
    assert "清单" in problems(zipped({**unzipped(pack(FILES)), manifest.LIST: listing}))


@pytest.mark.parametrize(
    "details", [b"", b"[]", b"{}", b'{"format": "x", "version": 1, "files": []}', b"[" * 100_000, b"\xff"]
)
def test_damaged_details_are_told(details):
    files = {**FILES, manifest.DETAILS: details}
    sealed = [manifest.Sealed(path, len(data), manifest.digest_of(data)) for path, data in files.items()]
    assert manifest.DETAILS in problems(zipped({**files, manifest.LIST: manifest.listing(sealed)}))


def test_an_encrypted_entry_is_refused():
    package = bytearray(zipped(unzipped(pack(FILES))))
    central = package.index(b"PK\x01\x02")
    package[central + 8:central + 10] = struct.pack("<H", 1)
    assert "加了密" in problems(bytes(package))
