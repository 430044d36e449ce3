"""Names inside a zip are read as whoever packed it wrote them, and lead nowhere else."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.archives import member, unicode_path, zipped
from wenming.domain.files.archive_names import KeptOut, encoding_of, names_of, path_of

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


def names_in(*members):
    with zipfile.ZipFile(io.BytesIO(zipped(*((one, b"x") for one in members)))) as parcel:
        return names_of(parcel.infolist())


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_that_say_nothing_of_their_encoding_are_read(encoding):
    names = ["宣讲/现场照片（1）.jpg", "道德讲堂/签到表.pdf", "readme.txt"]
    assert names_in(*(member(name.encode(encoding)) for name in names)) == names


def test_names_that_say_they_are_utf8_are_believed_beside_those_in_gbk():
    assert names_in(member("中文.txt"), member("模板".encode("gbk"))) == ["中文.txt", "模板"]


def test_a_sign_that_only_gb18030_has_is_read():
    assert names_in(member("䶮处长.jpg".encode("gb18030"))) == ["䶮处长.jpg"]


@pytest.mark.parametrize("name", ["联通", "模", "摸底.doc", "妹妹"])
def test_chinese_that_looks_like_utf8_by_chance_stays_chinese(name):
    assert names_in(member(name.encode("gbk"))) == [name]


def test_the_unicode_path_of_info_zip_wins_where_it_belongs_to_the_name():
    raw = b"?????.jpg\xff"
    good, foreign = unicode_path(raw, "宣讲.jpg"), unicode_path(b"another", "别的.jpg")
    assert names_in(member(raw, extra=good)) == ["宣讲.jpg"]
    assert names_in(member("宣讲.jpg".encode("gbk"), extra=foreign)) == ["宣讲.jpg"]


def test_one_name_that_cannot_be_read_spoils_no_other():
    broken = "照片".encode("gbk") + b"\xff.jpg"
    assert names_in(member("宣讲.jpg".encode("gbk")), member(broken)) == ["宣讲.jpg", "照片_.jpg"]


@given(st.lists(CHINESE, min_size=1, max_size=8))
def test_any_chinese_names_in_utf8_are_found_to_be_that(names):
    assert encoding_of([name.encode() for name in names]) == "utf-8"


@given(st.lists(CHINESE.filter(lambda name: name.encode("gb2312", "ignore").decode("gb2312") == name),
                min_size=6, max_size=12))
def test_many_common_names_in_gbk_are_found_to_be_that(names):
    assert encoding_of([name.encode("gbk") for name in names]) == "gb18030"


@pytest.mark.parametrize(("name", "why"), [
    ("../../etc/passwd", "“..”"), ("a/../../b", "“..”"), ("..\\..\\b.jpg", "“..”"), ("a/.. /b", "“..”"),
    ("/etc/passwd", "绝对路径"), ("\\windows\\a", "绝对路径"), ("//server/share/a", "绝对路径"),
    ("C:\\a.jpg", "绝对路径"), ("c:a.jpg", "绝对路径"), ("a.jpg\0.exe", "空字符"),
    ("CON", "留给设备"), ("照片/nul.txt", "留给设备"), ("com1.jpg", "留给设备"), ("长/" * 251 + "a", "超过 500 个字"),
    ("", "没有文件名"), ("./", "没有文件名"),
])
def test_a_name_that_leads_elsewhere_is_kept_out(name, why):
    with pytest.raises(KeptOut) as kept:
        path_of(name)
    assert why in kept.value.why


@pytest.mark.parametrize(("name", "path"), [
    ("宣讲/1.jpg", "宣讲/1.jpg"), ("宣讲\\上午\\1.jpg", "宣讲/上午/1.jpg"), ("./宣讲//1.jpg", "宣讲/1.jpg"),
    ("宣讲/\u202egpj.exe", "宣讲/gpj.exe"), ("a:b/1?.jpg", "a-b/1-.jpg"), ("..宣讲/1.jpg", "..宣讲/1.jpg"),
])
def test_a_harmless_name_becomes_a_clean_path(name, path):
    if name.startswith("a:"):
        name = f"x/{name}"
        path = f"x/{path}"
    assert path_of(name) == path
