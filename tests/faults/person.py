"""A person at a browser without scripts: cookies, pages, and the forms on them."""

import http.client
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.cast import PASSWORD


@dataclass
class Form:
    """A form that posts: its fields as they stand, and for a choice the first that is one."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    multipart: bool = False

    def __getitem__(self, name: str) -> str:
        return dict(self.fields)[name]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._select: dict | None = None
        self._area: dict | None = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            posts = given.get("method", "get").lower() == "post"
            self._form = Form(given.get("action", ""), [], "multipart" in given.get("enctype", "")) if posts else None
            if self._form:
                self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "input" and given.get("name") and "disabled" not in given:
            self._input(given)
        elif tag == "button" and given.get("name"):
            self._form.fields.append((given["name"], given.get("value", "")))
        elif tag == "select" and given.get("name"):
            self._select = {"name": given["name"], "options": []}
        elif tag == "option" and self._select is not None:
            self._select["options"].append((given.get("value", ""), "selected" in given))
        elif tag == "textarea" and given.get("name"):
            self._area = {"name": given["name"], "text": ""}

    def _input(self, given):
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in given:
            if kind == "radio" and not any(name == given["name"] for name, _ in self._form.fields):
                self._form.fields.append((given["name"], given.get("value", "on")))
            return
        if kind in {"submit", "file"}:
            return
        self._form.fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data):
        if self._area is not None:
            self._area["text"] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select and self._form:
            options = self._select["options"]
            chosen = next((value for value, on in options if on and value), None)
            chosen = chosen or next((value for value, _ in options if value), "")
            self._form.fields.append((self._select["name"], chosen))
            self._select = None
        elif tag == "textarea" and self._area and self._form:
            self._form.fields.append((self._area["name"], self._area["text"].strip()))
            self._area = None


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@dataclass
class Answer:
    """``status`` 0 is a connection that broke off without an answer."""

    status: int
    body: str
    headers: dict[str, str]

    @property
    def reader(self) -> Reader:
        reader = Reader()
        reader.feed(self.body)
        return reader

    @property
    def forms(self) -> list[Form]:
        return self.reader.forms

    @property
    def text(self) -> str:
        """What a reader sees, without the tags."""
        return re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]+>", "", self.body))


class Person:
    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), StayHere())

    def carry(self, name: str, value: str) -> None:
        """A cookie, as if the place had given it."""
        self.cookies.set_cookie(http.cookiejar.Cookie(
            0, name, value, None, False, "127.0.0.1", True, False, "/", True, False, None, True, None, None, {}))

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask(path, None, headers)

    def post(self, path: str, fields: list[tuple[str, str]], files: dict[str, tuple[str, bytes]] | None = None,
             **headers: str) -> Answer:
        if files is None:
            data = urllib.parse.urlencode(fields).encode()
        else:
            data, headers["Content-Type"] = _multipart(fields, files)
        return self._ask(path, data, {"Referer": self.address + path, **headers})

    def send(self, form: Form, files: dict[str, tuple[str, bytes]] | None = None, **headers: str) -> Answer:
        return self.post(form.action, form.fields, files or ({} if form.multipart else None), **headers)

    def sign_in(self, username: str, password: str = PASSWORD) -> Answer:
        form = next(form for form in self.get("/accounts/sign-in/").forms if "password" in dict(form.fields))
        fields = {**dict(form.fields), "username": username, "password": password}
        return self.post(form.action or "/accounts/sign-in/", list(fields.items()))

    def _ask(self, path, data, headers) -> Answer:
        asked = urllib.request.Request(self.address + path, data=data, headers=headers)
        try:
            with self._opener.open(asked, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"), dict(answer.headers))
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.read().decode(errors="replace"), dict(answer.headers))
        except (urllib.error.URLError, OSError, http.client.HTTPException):
            return Answer(0, "", {})


def _multipart(fields, files) -> tuple[bytes, str]:
    line, parts = "----wenming-tests", []
    for name, value in fields:
        parts.append(f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (filename, data) in files.items():
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"
