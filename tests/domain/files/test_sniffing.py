"""A file is what its content says; what is not in the table is refused with a sentence that names it."""

import contextlib
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.archives import zipped
from tests.factories.filestore import office, old_office, parcel, parcel_of, picture
from wenming.domain.errors import InputRefused
from wenming.domain.files import containers
from wenming.domain.files.containers import examine
from wenming.domain.files.sniffing import HEAD_BYTES, OLE, sniff
from wenming.domain.files.types import TYPES, WEB_PAGE, named_honestly

OOXML = "application/vnd.openxmlformats-officedocument."


def box(brand: bytes, *compatible: bytes) -> bytes:
    body = brand + b"\0\0\0\0" + b"".join(compatible)
    return (len(body) + 8).to_bytes(4) + b"ftyp" + body + b"\0" * 40


ACCEPTED = [
    ("合影.jpg", picture(), "image/jpeg", "picture"),
    ("a.png", picture(format="PNG"), "image/png", "picture"),
    ("a.gif", picture(format="GIF"), "image/gif", "picture"),
    ("a.webp", picture(format="WEBP"), "image/webp", "picture"),
    ("a.bmp", picture(format="BMP"), "image/bmp", "picture"),
    ("a.tif", picture(format="TIFF"), "image/tiff", "picture"),
    ("a.heic", box(b"heic", b"mif1"), "image/heic", "picture"),
    ("a.heic", box(b"mif1", b"heic"), "image/heic", "picture"),
    ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "application/pdf", "document"),
    ("a.pdf", b"\xef\xbb\xbf\n%PDF-1.4", "application/pdf", "document"),
    ("a.docx", office("word/document.xml"), OOXML + "wordprocessingml.document", "document"),
    ("a.xlsx", office("xl/workbook.xml"), OOXML + "spreadsheetml.sheet", "table"),
    ("a.pptx", office("ppt/presentation.xml"), OOXML + "presentationml.presentation", "document"),
    ("a.doc", old_office("WordDocument"), "application/msword", "document"),
    ("a.wps", old_office("WordDocument"), "application/msword", "document"),
    ("a.xls", old_office("Workbook"), "application/vnd.ms-excel", "table"),
    ("a.et", old_office("Book"), "application/vnd.ms-excel", "table"),
    ("a.ppt", old_office("1", "2", "3", "4", "5", "PowerPoint Document"), "application/vnd.ms-powerpoint", "document"),
    ("a.doc", old_office("WordDocument", filler_sectors=90), "application/msword", "document"),
    ("a.ofd", parcel_of({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b""}), "application/ofd", "document"),
    ("a.mp4", box(b"isom", b"avc1"), "video/mp4", "video"),
    ("a.mp4", box(b"XXXX", b"mp42"), "video/mp4", "video"),
    ("a.mov", box(b"qt  "), "video/quicktime", "video"),
    ("a.mov", b"\0\0\0\x08wide" + b"\0" * 40, "video/quicktime", "video"),
    ("a.3gp", box(b"3gp5"), "video/3gpp", "video"),
    ("a.avi", b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo", "video"),
    ("a.mp3", b"ID3\x04\0" + b"\0" * 40, "audio/mpeg", "video"),
    ("a.mp3", b"\xff\xfb\x90\x64" + b"\0" * 40, "audio/mpeg", "video"),
    ("a.wav", b"RIFF\0\0\0\0WAVEfmt ", "audio/wav", "video"),
    ("a.m4a", box(b"M4A "), "audio/mp4", "video"),
    ("a.txt", "道德讲堂，第一场。\r\n".encode(), "text/plain", "document"),
    ("a.txt", "\ufeff道德讲堂".encode("utf-16"), "text/plain", "document"),
    ("a.txt", "道德讲堂".encode("gb18030"), "text/plain", "document"),
    ("无后缀", "1 < 2，a<b".encode(), "text/plain", "document"),
    ("a.csv", "姓名,单位\n甲,办公室\n".encode(), "text/csv", "table"),
    ("a.zip", parcel(a__b=b"x"), "application/zip", "other"),
    ("a.zip", parcel(), "application/zip", "other"),
    ("a.zip", zipped(("a.pdf", b"%PDF-1.7")), "application/zip", "other"),
    ("a.rar", b"Rar!\x1a\x07\x01\0", "application/vnd.rar", "other"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "application/x-7z-compressed", "other"),
]


@pytest.mark.parametrize(("name", "data", "media_type", "kind"), ACCEPTED)
def test_taken_as_what_it_is(name, data, media_type, kind):
    content = io.BytesIO(data)
    found = examine(content, name)
    assert (found.media_type, found.kind, found.mismatch) == (media_type, kind, "")
    assert content.tell() == 0


def test_every_type_of_the_table_is_tried_here():
    assert {media_type for _, _, media_type, _ in ACCEPTED} == set(TYPES) - {WEB_PAGE.media_type}  # test_saved_pages


REFUSED = [
    ("a.exe", b"MZ\x90\0\x03\0", "程序或脚本"),
    ("合影.jpg", b"MZ\x90\0\x03\0", "程序或脚本"),
    ("a", b"\x7fELF\x02\x01", "程序或脚本"),
    ("快捷方式.lnk", b"L\0\0\0\x01\x14\x02\0", "程序或脚本"),
    ("a.txt", b"#!/bin/sh\nrm -rf /\n", "程序或脚本"),
    ("开始.bat", b"@echo off\r\ndel *\r\n", "程序或脚本"),
    ("a.JS", b"alert(1)", "程序或脚本"),
    ("a.vbs.", b"MsgBox 1", "程序或脚本"),
    ("a.html", b"<!DOCTYPE html><p>", "网页"),
    ("报告.doc", b"\xef\xbb\xbf  <html xmlns:w='x'>", "网页"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>", "网页"),
    ("a.svg", b"<?xml version='1.0'?>\n<svg/>", "网页"),
    ("a.txt", "说明 <ScRiPt src=x>".encode(), "网页"),
    ("a.txt", "<html>".encode("utf-16"), "网页"),
    ("a.php", b"<?php phpinfo();", "程序或脚本"),
    ("a.txt", b"<?php phpinfo();", "网页"),
    ("a.rtf", b"{\\rtf1\\ansi", "另存为 docx"),
    ("a.bin", bytes(range(256)), "认不出"),
    ("a.jpg", b"\0" * 100, "认不出"),
    ("a.txt", "道德讲堂\0".encode(), "认不出"),
    ("a.mp4", box(b"zzzz"), "认不出"),
    ("a.docm", office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "宏"),
    ("a.docx", office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "宏"),
    ("a.xls", old_office("Workbook", "_VBA_PROJECT_CUR"), "宏"),
    ("a.doc", old_office("WordDocument", "Macros"), "宏"),
    ("a.docx", old_office("EncryptionInfo", "EncryptedPackage"), "打开密码"),
    ("安装.msi", old_office("!_StringData"), "认不出是哪种文档"),
    ("a.xlsb", office("xl/workbook.bin"), "认不出是哪种文档"),
    ("a.apk", parcel_of({"AndroidManifest.xml": b"", "classes.dex": b""}), "程序安装包"),
    ("a.jar", parcel_of({"META-INF/MANIFEST.MF": b"", "A.class": b""}), "程序安装包"),
    ("a.docx", office("word/document.xml")[:-40], "没有传完整"),
    ("a.doc", old_office("WordDocument")[:600], "没有传完整"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "没有传完整"),
]


@pytest.mark.parametrize(("name", "data", "why"), REFUSED)
def test_refused_with_a_sentence(name, data, why):
    with pytest.raises(InputRefused) as refusal:
        examine(io.BytesIO(data), name)
    assert refusal.value.sentence.startswith(f"“{name.strip('.')}”没有收：")
    assert why in refusal.value.sentence


@pytest.mark.parametrize(("name", "data", "label"), [
    ("签到册.docx", picture(format="PNG"), "PNG 图片"),
    ("合影.jpg", box(b"heic"), "HEIC 图片"),
    ("合影.png", b"%PDF-1.4", "PDF 文件"),
    ("表.xlsx", old_office("Workbook"), "Excel 97 或 WPS 表格"),
])
def test_false_ending_is_taken_as_what_it_is_and_said(name, data, label):
    assert examine(io.BytesIO(data), name).mismatch == f"“{name}”的内容其实是{label}，已按实际内容收下。"


def test_first_bytes_alone_leave_containers_open():
    assert sniff(office("word/document.xml")[:200], "a.docx").media_type == "application/zip"
    assert sniff(old_office("WordDocument")[:200], "a.doc").media_type == OLE.media_type


def test_text_cut_in_the_middle_of_a_sign_is_still_text():
    data = ("一" + "学" * HEAD_BYTES).encode()
    assert sniff(data[:HEAD_BYTES], "a.txt").media_type == "text/plain"
    with pytest.raises(InputRefused):
        sniff("学".encode()[:1], "a.txt")


def test_list_of_contents_too_long_to_read_is_refused(monkeypatch):
    monkeypatch.setattr(containers, "ZIP_LIST_BYTES", 10)
    with pytest.raises(InputRefused, match="文件太多"):
        examine(io.BytesIO(parcel(a=b"x")), "a.zip")


def test_list_of_contents_said_to_be_short_in_one_place_and_long_in_another_is_refused(monkeypatch):
    monkeypatch.setattr(containers, "ZIP_LIST_BYTES", 66_000)
    data = zipped(*((f"{'长' * 100}{n}.txt", b"x") for n in range(300)))
    end = len(data) - 22
    length, offset = struct.unpack_from("<II", data, end + 12)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 300, 300, length, offset)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    both = data[:end] + record + locator + data[end:end + 12] + struct.pack("<II", 10, offset) + b"\0\0"
    assert length > 66_000
    with pytest.raises(InputRefused, match="文件太多"):
        examine(io.BytesIO(both), "a.zip")


MAGIC = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0\0\0\x14ftyp"]


@given(st.binary(max_size=300), st.sampled_from(MAGIC))
def test_any_bytes_are_taken_or_refused(data, magic):
    with contextlib.suppress(InputRefused):  # anything else is a fault
        examine(io.BytesIO(magic + data), "a.bin")


@given(st.data())
def test_damaged_compound_file_ends(data):
    whole = bytearray(old_office("1", "2", "3", "4", "WordDocument"))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(InputRefused):
        examine(io.BytesIO(bytes(whole)), "a.doc")


@pytest.mark.parametrize(("name", "media_type", "given_name"), [
    ("合影.JPG", "image/jpeg", "合影.JPG"), ("签到册.docx", "image/png", "签到册.docx.png"),
    ("无后缀", "application/pdf", "无后缀.pdf"), ("a.bin", "application/unknown", "a.bin"),
])
def test_name_given_out_tells_the_type(name, media_type, given_name):
    assert named_honestly(name, media_type) == given_name
