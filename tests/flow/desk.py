"""The organisers' desk for tests: a browser without scripts that signs in and fills forms.

    desk = Desk(hall).login()                 # sets the first account up, or signs in
    desk.get("/accounts")
    desk.post("/accounts", do="add", name="Ada", role="helper", password="twelve letters")
    desk.event("/agenda")                     # GET /e/CODE/agenda
    desk.upload("/events/upload", "event.punktum")
"""
import http.client
import json
import os
import re
import uuid

from hall import Client

PASSWORD = "ein Satz mit Punkt."


class Desk(Client):
    """One device of the organisers, at the desk's own listener."""

    def __init__(self, hall, name="Organisation Test", password=PASSWORD):
        hall.numbers += 1
        super().__init__(hall, hall.numbers)
        self.name, self.password = name, password

    def connect(self):
        self.conn = http.client.HTTPConnection(self.hall.host, self.hall.desk_port, timeout=30,
                                               source_address=(self.source, 0))

    def ask(self, method, path, body=None, headers=None):
        h = dict(headers or {})
        if method == "POST":
            h.setdefault("Origin", "http://%s:%d" % (self.hall.host, self.hall.desk_port))
        return super().ask(method, path, body, h)

    def login(self):
        """With the set-up code when there is no account yet, else with name and password."""
        self.get("/login")
        if self.path == "/setup":
            form = self.form("/setup")
            self.post_form(form, code=self.hall.setup_code, name=self.name, password=self.password,
                           repeat=self.password)
        else:
            self.post_form(self.form("/login"), name=self.name, password=self.password)
        assert self.status == 200 and self.path == "/", (self.status, self.path, self.page[:1500])
        return self

    def post_form(self, form, **fields):
        return super().post(form["action"], dict(form["fields"], **fields))

    @property
    def csrf(self):
        """The form token of the page seen last, of the list of events when that had none."""
        found = re.search(r'data-csrf="(\w+)"', self.page)
        if not found:
            self.get("/")
            found = re.search(r'data-csrf="(\w+)"', self.page)
        return found.group(1)

    def post(self, path, fields=None, headers=None, follow=True, **more):
        """POST of these fields with the form token; follows the redirect. The status."""
        return super().post(path, dict(fields or {}, csrf=self.csrf, **more), headers, follow)

    def json(self, path, fields=None, **more):
        """The same as a script does: the answer as JSON."""
        token = self.csrf
        super().post(path, dict(fields or {}, csrf=token, **more), {"Accept": "application/json"})
        answer = json.loads(self.page)
        self.page = 'data-csrf="%s"' % token
        return answer

    def event(self, path):
        """A page of the event the hall was started with: event("/agenda")."""
        return self.get("/e/%s%s" % (self.hall.code, path))

    def upload(self, path, file, data=None, follow=True, **fields):
        """One file as a browser sends it (multipart/form-data), the other fields first."""
        if data is None:
            with open(file, "rb") as f:
                data = f.read()
        mark, parts = uuid.uuid4().hex, []
        for key, value in dict(fields, csrf=self.csrf).items():
            parts.append(('--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
                          % (mark, key, value)).encode())
        parts.append(('--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n'
                      'Content-Type: application/octet-stream\r\n\r\n'
                      % (mark, os.path.basename(file))).encode())
        parts.append(data)
        parts.append(("\r\n--%s--\r\n" % mark).encode())
        self.ask("POST", path, b"".join(parts),
                 {"Content-Type": "multipart/form-data; boundary=" + mark})
        if follow and self.status == 303:
            return self.get(self.headers["location"])
        return self.status
