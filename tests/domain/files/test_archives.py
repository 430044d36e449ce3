"""What of a zip comes in, and the sentence about everything else; nothing it says of itself is believed."""

import io
import stat
import subprocess
import sys
import zipfile

import pytest

from tests.factories.archives import member, zipped
from wenming.domain.errors import InputRefused
from wenming.domain.files.archive_names import KeptOut
from wenming.domain.files.archives import Limits, bytes_of, members_of, opened

LIMITS = Limits(entries=20, member=1000, total=3000, ratio=100)


def looked_into(data, name="办公室.zip", limits=LIMITS):
    parcel = opened(io.BytesIO(data), name, limits)
    return parcel, members_of(parcel, name, limits)


def told(data, name="办公室.zip"):
    return {one.path: one.why for one in looked_into(data, name)[1]}


def test_the_paths_are_those_of_the_folder_that_was_packed():
    data = zipped(("材料/宣讲/1.jpg", b"1"), ("材料/讲座/签到.pdf", b"2"))
    assert told(data) == {"材料/宣讲/1.jpg": "", "材料/讲座/签到.pdf": ""}
    assert told(data, "一处/办公室.zip") == {"一处/材料/宣讲/1.jpg": "", "一处/材料/讲座/签到.pdf": ""}


def test_files_without_a_folder_in_common_get_one_with_the_name_of_the_zip():
    assert told(zipped(("1.jpg", b"1"), ("宣讲/2.jpg", b"2"))) == {"办公室/1.jpg": "", "办公室/宣讲/2.jpg": ""}


LINK, DEVICE, FOLDER = stat.S_IFLNK | 0o777, stat.S_IFBLK | 0o600, stat.S_IFDIR | 0o755


@pytest.mark.parametrize(("bad", "why"), [
    ((member("好/链接.jpg", mode=LINK), b"../../etc/passwd"), "快捷链接"),
    ((member("好/盘", mode=DEVICE), b"x"), "系统设备"),
    (("好/空.txt", b""), "空文件"),
    (("好/大.bin", b"x" * 1001), "上限"),
    (("../外面.txt", b"x"), "“..”"),
    (("/etc/passwd", b"x"), "绝对路径"),
    ((b"a\0.txt", b"x"), "空字符"),
    (("好/1.txt", b"another"), "同名"),
])
def test_what_may_not_come_in_is_told_and_the_good_one_comes_in(bad, why):
    lines = looked_into(zipped(("好/1.txt", b"1"), bad))[1]
    assert [bool(one.entry) for one in lines] == [True, False]
    assert why in lines[1].why


def test_members_with_a_password_or_an_unknown_method_are_told():
    def lie(entries):
        entries[1].flag_bits |= 1
        entries[2].compress_type = 9

    data = zipped(("好/1.txt", b"1"), ("好/密.txt", b"2"), ("好/怪.txt", b"3"), lie=lie)
    assert [why[:6] for why in told(data).values()] == ["", "设了解压密码", "用了不常见的"]


def test_what_systems_leave_behind_and_empty_folders_are_one_line_each():
    litter = ["__MACOSX/好/._1.jpg", "好/.DS_Store", "好/Thumbs.db", "好/desktop.ini", "好/~$方案.docx"]
    data = zipped(("好/1.jpg", b"1"), *((name, b"x") for name in litter), ("好/", b""), ("好/空/", b""),
                  (member("好/也空", mode=FOLDER), b""))
    assert list(told(data)) == [
        "好/1.jpg", "系统自己生成的附属文件 5 个（._1.jpg、.DS_Store、Thumbs.db等）", "空文件夹 2 个（空、也空）"]


@pytest.mark.parametrize(("data", "why"), [
    (b"PK\x03\x04 no zip at all", "打不开"),
    (zipped(("1.txt", b"1"))[:-9], "打不开"),
    (zipped(), "没有文件"),
    (zipped(("一/", b""), ("二/", b"")), "没有文件"),
    (zipped(*((f"{n}.txt", b"x") for n in range(21))), "里面有 21 项"),
    (zipped(*((f"{n}.txt", b"x" * 900) for n in range(4))), "请分成几个"),
], ids=["rubbish", "cut off", "nothing", "folders", "many", "large"])
def test_a_zip_that_cannot_be_unpacked_is_refused_whole(data, why):
    with pytest.raises(InputRefused, match=r"“办公室\.zip”没有展开") as refusal:
        looked_into(data, "一处/办公室.zip")
    assert why in refusal.value.sentence


def test_files_that_share_their_bytes_are_refused_whole():
    def same_place(entries):
        entries[1].header_offset = entries[0].header_offset

    def into_the_next(entries):
        entries[0].compress_size = entries[0].file_size = 200

    def into_the_list(entries):
        entries[1].compress_size = entries[1].file_size = 200

    for lie in (same_place, into_the_next, into_the_list):
        with pytest.raises(InputRefused, match="占着同一段内容"):
            looked_into(zipped(("1.txt", b"x" * 99), ("2.txt", b"x" * 99), lie=lie))


def test_a_zip_packed_tighter_than_any_material_is_refused_whole():
    nothing = bytes(80 * 1024**2)
    data = zipped((member("零.bmp", packed=True), nothing))
    with pytest.raises(InputRefused, match="不像正常的材料"):
        looked_into(data, limits=Limits(20, 10**9, 10**9, 100))
    looked_into(data, limits=Limits(20, 10**9, 10**9, 2000))


class TestUnpacking:
    def unpacked(self, data, limits=LIMITS, before=0):
        parcel = zipfile.ZipFile(io.BytesIO(data))
        return b"".join(bytes_of(parcel, parcel.infolist()[0], limits, before))

    def test_bytes_come_as_they_were(self):
        assert self.unpacked(zipped((member("1.txt", packed=True), b"1234" * 200))) == b"1234" * 200

    @pytest.mark.parametrize("size", [10, 900])
    def test_a_size_that_is_not_true_is_damage(self, size):
        def lie(entries):
            entries[0].file_size = size

        with pytest.raises(KeptOut, match="已损坏"):
            self.unpacked(zipped((member("1.txt", packed=True), b"x" * 100), lie=lie))

    def test_what_is_counted_ends_it_whatever_was_said(self):
        data = zipped((member("1.txt", packed=True), b"x" * 900))
        with pytest.raises(KeptOut, match="单个文件的上限"):
            self.unpacked(data, Limits(20, 899, 3000, 100))
        with pytest.raises(KeptOut, match="解开已超过"):
            self.unpacked(data, before=2101)

    def test_damage_in_the_middle_is_told(self):
        data = bytearray(zipped((member("1.txt", packed=True), bytes(range(256)) * 3)))
        data[60:70] = b"\xff" * 10
        with pytest.raises(KeptOut, match="已损坏"):
            self.unpacked(bytes(data))


MEASURE = """
import io, resource, sys, zipfile
from wenming.domain.files.archives import Limits, bytes_of
parcel = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
given = sum(map(len, bytes_of(parcel, parcel.infolist()[0], Limits(1, 2**40, 2**40, 2**40), 0)))
print(given, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
def test_a_bomb_that_is_unpacked_takes_no_memory():
    """In a process of its own: the most it ever held, over what it held before, in MB."""
    bomb = zipped((member("零.bmp", packed=True), bytes(200 * 1024**2)))
    done = subprocess.run([sys.executable, "-c", MEASURE], input=bomb, capture_output=True, check=True, timeout=120)
    given, held = map(int, done.stdout.split())
    assert (given, held < 10) == (200 * 1024**2, True)
