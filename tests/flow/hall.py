"""A hall for tests: the real server on a temporary event, phones and moderators over real HTTP.

Phones know nothing of the server's insides: they fetch pages, find forms, fill them and send them
with the cookies they were given, each from an address of its own (127.0.x.y).
"""
import http.client
import html.parser
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Forms(html.parser.HTMLParser):
    """All forms of a page with their fields, as a browser would send them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.forms, self.form, self.select, self.area, self.text = [], None, None, None, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.form = {"action": a.get("action"), "method": a.get("method", "get"),
                         "fields": {}, "buttons": [], "options": {}, "id": a.get("id")}
            self.forms.append(self.form)
        if self.form is None:
            return
        if tag == "input":
            kind = a.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in a:
                self.form["options"].setdefault(a.get("name"), []).append(a.get("value", "on"))
            elif kind not in ("submit", "button") and a.get("name"):
                self.form["fields"][a["name"]] = a.get("value") or ""
        elif tag == "button" and "disabled" not in a:
            self.form["buttons"].append((a.get("name"), a.get("value") or ""))
        elif tag == "textarea":
            self.area = a.get("name")
            self.form["fields"][self.area] = ""
        elif tag == "select":
            self.select = a.get("name")
            self.form["options"].setdefault(self.select, [])
        elif tag == "option" and self.select:
            self.form["options"][self.select].append(a.get("value") or "")
            if "selected" in a or self.select not in self.form["fields"]:
                self.form["fields"][self.select] = a.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        self.text.append(data)
        if self.area and self.form is not None:
            self.form["fields"][self.area] += data


class Client:
    """One device: cookies, one keep-alive connection, a source address of its own."""

    def __init__(self, hall, number):
        self.hall, self.cookies, self.page, self.status, self.path = hall, {}, "", 0, ""
        self.source = "127.%d.%d.%d" % (1 + number // 62500, number // 250 % 250, 1 + number % 250)
        self.conn = None

    def connect(self):
        self.conn = http.client.HTTPConnection(self.hall.host, self.hall.port, timeout=20,
                                               source_address=(self.source, 0))

    def ask(self, method, path, body=None, headers=None):
        h = dict(headers or {})
        if self.cookies:
            h["Cookie"] = "; ".join("%s=%s" % kv for kv in self.cookies.items())
        if method == "POST":
            h.setdefault("Content-Type", "application/x-www-form-urlencoded")
            h.setdefault("Origin", "http://%s:%d" % (self.hall.host, self.hall.port))
        for attempt in (1, 2):
            try:
                if self.conn is None:
                    self.connect()
                self.conn.request(method, path, body, h)
                answer = self.conn.getresponse()
                data = answer.read()
                break
            except (http.client.HTTPException, OSError):
                self.conn = None
                if attempt == 2:
                    raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        self.status = answer.status
        self.headers = {k.lower(): v for k, v in answer.getheaders()}
        self.raw = data
        self.page = data.decode("utf-8", "replace")
        return self.status

    def get(self, path):
        self.ask("GET", path)
        for _ in range(5):
            if self.status not in (301, 302, 303, 307):
                break
            path = self.headers["location"].partition("#")[0]
            self.ask("GET", path)
        self.path = path
        return self.status

    def post(self, path, fields, headers=None, follow=True):
        self.ask("POST", path, urllib.parse.urlencode(fields), headers)
        if follow and self.status == 303:
            return self.get(self.headers["location"].partition("#")[0])
        return self.status

    def forms(self):
        return Forms(self.page).forms

    def form(self, action):
        for f in self.forms():
            if f["action"] == action:
                return f
        raise AssertionError("no form %s on %s (%d):\n%s"
                             % (action, self.path, self.status, self.page[:2000]))


class Hall:
    """The server program on a temporary event file."""

    def __init__(self, sample=None, program=None, keep=None, options=()):
        self.program = program or os.environ.get("PUNKTUM", os.path.join(ROOT, "build/punktum"))
        self.dir = keep or tempfile.mkdtemp(prefix="punktum-test-")
        self.event = os.path.join(self.dir, "event.punktum")
        self.log = os.path.join(self.dir, "server.log")
        self.options, self.host, self.port, self.process = list(options), "127.0.0.1", 0, None
        self.link = self.code = None
        if sample:
            path = os.path.join(self.dir, "event.json")
            with open(path, "w", encoding="utf-8") as f:
                json.dump(sample, f, ensure_ascii=False)
            subprocess.run([self.program, "new", self.event, "--from", path], check=True,
                           stdout=subprocess.DEVNULL)
        self.numbers = 0

    def start(self, port=0):
        out = open(os.path.join(self.dir, "server.out"), "w+")
        self.process = subprocess.Popen(
            [self.program, "serve", self.event, "--port", str(port), "--data", self.dir,
             "--address", "127.0.0.1", "--admin-port", "0", *self.options],
            stdout=out, stderr=open(self.log, "a"), env=dict(os.environ, LC_ALL="C.UTF-8"))
        deadline = time.time() + 15
        while time.time() < deadline:
            text = open(out.name).read()
            m = re.search(r"http://127\.0\.0\.1(?::(\d+))?/m/(\S+)", text)
            c = re.search(r"(?i)http://127\.0\.0\.1(?::\d+)?/([0-9A-Z]{4})\b", text)
            if m and c:
                self.port = int(m.group(1) or 80)
                desk = re.search(r"Desk:\s+http://127\.0\.0\.1:(\d+)", text)
                once = re.search(r"[Ss]et-up code[^:]*: (\S+)", text)
                self.desk_port = int(desk.group(1)) if desk else 0
                self.setup_code = once.group(1) if once else None
                self.link, self.code = "/m/" + m.group(2), c.group(1).upper()
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError("server did not start: %s %s" % (text, open(self.log).read()))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError("server did not stop within 15 s")
            if self.process.returncode != 0:
                raise AssertionError("server ended with %d: %s"
                                     % (self.process.returncode, open(self.log).read()[-3000:]))

    def remove(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    def client(self):
        self.numbers += 1
        return Client(self, self.numbers)

    def phone(self, **fields):
        return Phone(self, **fields)

    def moderator(self):
        """A moderator by the link printed at the start."""
        return Moderator(self, self.link)

    def scene(self, event=None):
        """The scene a watching stage gets, from the first event of its stream."""
        conn = http.client.HTTPConnection(self.host, self.port, timeout=10)
        conn.request("GET", "/stage/stream?event=" + (event or self.code))
        answer = conn.getresponse()
        data = []
        while True:
            line = answer.readline().decode("utf-8")
            if not line:
                raise ConnectionError("the stream ended without a scene")
            line = line.rstrip("\r\n")
            if line.startswith("data:"):
                data.append(line[5:].lstrip(" "))
            elif not line and data:
                break
        conn.close()
        return json.loads("\n".join(data))


    def wait(self, good, seconds=8):
        """Waits until the scene satisfies good; the scene."""
        end = time.time() + seconds
        while True:
            scene = self.scene()
            if good(scene):
                return scene
            assert time.time() < end, scene
            time.sleep(0.1)


class Phone(Client):
    """A participant: registers on creation."""

    def __init__(self, hall, name="Test Person", organisation=None, discipline=None, consents=()):
        hall.numbers += 1
        super().__init__(hall, hall.numbers)
        assert self.get("/" + hall.code) == 200, (self.status, self.page[:500])
        form = self.form("/register")
        fields = dict(form["fields"], name=name)
        for key in ("organisation", "discipline"):
            choices = [v for v in form["options"].get(key, []) if v not in ("", "0", "other")]
            wish = {"organisation": organisation, "discipline": discipline}[key]
            if choices and wish is not None:
                fields[key] = choices[wish % len(choices)]
        for c in consents:
            fields[c] = "1"
        assert self.post("/register", fields) == 200, (self.status, self.page[:800])
        m = re.search(r"\b([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\b", self.page)
        self.personal_code = m.group(1) if m else None

    def here(self):
        self.get("/here")
        return self

    def card(self, text):
        self.here()
        form = self.form("/card")
        field = next(k for k in form["fields"] if k == "text")
        return self.post("/card", dict(form["fields"], **{field: text}))

    def options(self):
        """Option ids on the ballot form, in this phone's order."""
        fields = self.here().form("/ballot")["fields"]
        return [k[4:] for k in fields if k.startswith("dot.")]

    def ballot(self, dots, headers=None):
        """dots: {option id: points}, everything else 0."""
        form = self.here().form("/ballot")
        fields = dict(form["fields"])
        for k in fields:
            if k.startswith("dot."):
                fields[k] = str(dots.get(k[4:], 0))
        self.sent = fields
        return self.post("/ballot", fields, headers)

    def ballot_late(self, option):
        """Sends the last form once more with a greater revision, as a page left open would."""
        fields = dict(self.sent, revision=str(int(self.sent["revision"]) + 1))
        fields["dot." + option] = "1"
        return self.post("/ballot", fields)

    def take_over(self, code):
        assert self.get("/code") == 200, self.status
        form = self.form("/code")
        return self.post("/code", dict(form["fields"], code=code))


class Moderator(Client):
    """A moderator's device, bound by a link."""

    def __init__(self, hall, link):
        hall.numbers += 1
        super().__init__(hall, hall.numbers)
        assert self.get(link) == 200, self.status
        form = self.form(link)
        assert self.post(link, form["fields"]) == 200, (self.status, self.page[:500])
        assert self.path == "/m", self.path

    def invite(self, label="Zweite"):
        """A further moderator, by a link this one makes."""
        self.get("/m/remotes")
        form = self.form("/m/remotes/add")
        self.post("/m/remotes/add", dict(form["fields"], label=label))
        return Moderator(self.hall, "/m/" + re.search(r"/m/([\w-]{22})<", self.page).group(1))

    def seen(self, page="/m"):
        self.get(page)
        fields = self.form("/m/step")["fields"]
        return {k: fields[k] for k in ("csrf", "seen_item", "seen_run", "seen_state")}

    def step(self, step, arg=None, text=None, seen=None, **more):
        fields = dict(seen or self.seen(), step=step, **more)
        if arg is not None:
            fields["arg"] = arg
        if text is not None:
            fields["text"] = text
        self.ask("POST", "/m/step", urllib.parse.urlencode(fields), {"Accept": "application/json"})
        return json.loads(self.page)

    def twice(self, step):
        self.step(step)
        return self.step(step)

    def goto(self, title):
        """Shows the item whose title contains the words."""
        self.get("/m/agenda")
        for block in re.split(r"<li", self.page):
            if title in block and 'name="arg"' in block:
                return self.step("goto", arg=re.search(r'name="arg" value="(\d+)"', block).group(1))
        return None
