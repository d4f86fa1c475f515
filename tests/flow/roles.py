#!/usr/bin/env python3
"""Who may do what at the desk, against the running server: every route of the tables in the sources
stands in roles.txt with the least role it is for, and no other; each is tried with each role, as a
browser and as a script asks; each that changes something refuses a form without its token, with
somebody else's and from another site, and changes nothing; an event that is not open, and another
one's code, lead nowhere; the guests' listener knows none of them and the desk none of the guests';
names that reach out of a folder, a header or a host are refused; and after all of it the same process
still runs.
"""
import glob
import http.client
import json
import os
import re
import socket
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk  # noqa: E402
from hall import Client, Hall, ROOT  # noqa: E402

ROLES = ["nobody", "helper", "moderation", "organisation"]
EVENT = {"title": "Erster Tag", "language": "de", "code": "K7MQ", "start": "2026-11-07T09:00",
         "agenda": [{"kind": "arrival", "title": "Ankommen"}]}
ROW = re.compile(r'\{\s*HTTP_(GET|POST|PUT)\s*,\s*"([^"]+)"\s*,\s*\w+\s*,([^}]*)\}')
LONG = "zwölf Buchstaben"
passed, failed = 0, []


def check(good, what, *more):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED", what, *more)


def tables(pattern):
    """[(method, pattern, flags)] of the route tables in the sources."""
    rows = []
    for path in sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True)):
        rows += ROW.findall(open(path, encoding="utf-8").read())
    return rows


def expected():
    rows = {}
    for line in open(os.path.join(ROOT, "tests/flow/roles.txt"), encoding="utf-8"):
        if line.strip() and line[0] != "#":
            method, path, role = line.split()
            rows[method, path] = role
    return rows


def address(pattern, code="K7MQ"):
    path = pattern.replace("/e/*", "/e/" + code, 1)
    return path.replace("/text/*", "/text/foreword").replace("*", "1")


def ask(desk, method, path, flags, accept, token="0" * 42, **headers):
    """Status and, of a script, the result's name. A POST carries a token that is none."""
    head, body = dict(headers, Accept=accept), None
    if method == "POST" and "UPLOAD" in flags:
        body = '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n%s\r\n--x--\r\n' % token
        head["Content-Type"] = "multipart/form-data; boundary=x"
    elif method == "POST":
        body = "csrf=" + token if token is not None else "a=b"
    if path.endswith("/live"):
        return stream(desk, path), ""
    desk.ask(method, path, body, head)
    try:
        return desk.status, json.loads(desk.page).get("result", "")
    except (ValueError, AttributeError):
        return desk.status, ""


def stream(desk, path):
    conn = http.client.HTTPConnection(desk.hall.host, desk.hall.desk_port, timeout=10)
    cookie = desk.cookies.get("punktum_desk")
    conn.request("GET", path, headers={"Cookie": "punktum_desk=" + cookie} if cookie else {})
    status = conn.getresponse().status
    conn.close()
    return status


def matrix(rows, want, desks):
    for method, pattern, flags in rows:
        least = ROLES.index(want.get((method, pattern), "organisation"))
        for i, role in enumerate(ROLES):
            if pattern in ("/logout", "/login", "/setup") and method == "POST":
                continue                        # the way in and out has tests of its own
            for accept in ("application/json", "text/html"):
                desk = desks[role]
                status, result = ask(desk, method, address(pattern), flags, accept)
                name = "%s %s as %s (%s): %d %s" % (method, pattern, role, accept, status, result)
                if i >= least:
                    check(status not in (401, 500) and (status != 403 or method == "POST") and
                          result not in ("role", "nobody"), name)
                    if method == "POST":
                        check(status == 403 and result in ("form", ""), "a token that is none: " + name)
                else:
                    away = status in (401, 403) or status == 303
                    check(away and result in ("role", "nobody", "refused", ""), name)


def state(desk):
    desk.event("/agenda")
    return re.search(r'data-version="(\d+)"', desk.page).group(1)


def forged(rows, desks):
    """No form without its token, with another session's, from another site: nothing changes."""
    boss, other = desks["organisation"], desks["moderation"]
    before, theirs = state(boss), other.csrf
    site = {"Origin": "http://boese.example"}
    for method, pattern, flags in rows:
        if method != "POST" or pattern in ("/login", "/setup", "/logout"):
            continue
        for what, token, more in (("none", None, {}), ("another's", theirs, {}),
                                  ("another site", boss.csrf, site),
                                  ("no origin at all", boss.csrf, {"Origin": "null"})):
            status, result = ask(boss, method, address(pattern), flags, "application/json", token,
                                 **more)
            check(status == 403 and result in ("form", "origin"),
                  "%s with %s: %d %s" % (pattern, what, status, result))
    check(state(boss) == before, "and nothing changed")


def other_listener(hall, rows, desks):
    guest, boss = hall.client(), desks["organisation"]
    guest.cookies = dict(boss.cookies)
    shared = {"/", "/a/*", "/lang"}
    for method, pattern, flags in rows:
        if pattern in shared:
            continue
        status = guest.ask(method, address(pattern), "csrf=x" if method == "POST" else None)
        check(status in (404, 405), "guests do not reach %s %s: %d" % (method, pattern, status))
    for method, pattern, flags in tables("kiosk/*/*routes.c") + tables("kiosk/phone/phone.c"):
        if pattern in shared or "generate_204" in pattern:
            continue
        status = boss.ask(method, address(pattern), "csrf=x" if method == "POST" else None)
        check(status in (404, 405, 400, 413), "the desk has no %s %s: %d" % (method, pattern, status))


def other_event(hall, desks, rows):
    boss = desks["organisation"]
    for method, pattern, flags in rows:
        if not pattern.startswith("/e/*") or pattern.endswith("/live"):
            continue
        for code in ("ZZZZ", "..%2f..", "K7MQ%2e", "%00"):
            status, _ = ask(boss, method, address(pattern, code), flags, "text/html")
            check(status in (400, 404), "%s of an event %s: %d" % (pattern, code, status))


def raw(hall, text, port=None):
    s = socket.create_connection((hall.host, port or hall.desk_port), timeout=10)
    s.sendall(text.encode("latin-1"))
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            more = s.recv(65536)
            if not more:
                break
            data += more
    except OSError:
        pass
    s.close()
    head = data.split(b"\r\n\r\n")[0].decode("latin-1")
    return int(head.split()[1]) if head else 0, head


def paths(hall, desks):
    boss = desks["organisation"]
    for name in ("../accounts.json", "..%2Faccounts.json", "%2e%2e/accounts.json",
                 "Dokumentation.pdf/../../../accounts.json", ".new", "%2fetc%2fpasswd"):
        for base in ("/e/K7MQ/paper/files/", "/e/K7MQ/print/", "/e/K7MQ/agenda/picture/",
                     "/e/K7MQ/paper/pictures/", "/a/"):
            status = boss.ask("GET", base + name)
            check(status in (400, 404) and "argon2" not in boss.page, "%s%s: %d" % (base, name, status))
    for name in ("../accounts.json", "accounts.json", "/etc/passwd", ".upload-x.punktum",
                 "event.punktum/../../x.punktum", "a\r\nSet-Cookie: x=y.punktum"):
        boss.ask("GET", "/events/file?file=" + urllib.parse.quote(name, safe=""))
        check(boss.status in (303, 400, 404, 409) and "argon2" not in boss.page
              and "x" not in boss.cookies, "no file " + repr(name), boss.status)
        for do in ("open", "archive", "restore"):
            boss.post("/events", do=do, file=name)
            check(boss.status in (200, 400, 409), "nor to %s: %d" % (do, boss.status))
    check(os.path.exists(os.path.join(hall.dir, "accounts.json")), "all is where it was")
    boss.ask("GET", "/login?next=//boese.example")
    boss.ask("GET", "/login?next=/%0d%0aSet-Cookie:%20x=y")
    check("x" not in boss.cookies and "boese" not in boss.headers.get("location", ""),
          "no way out of the house by next")


def hosts(hall):
    ask = "GET /login HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
    for host in ("boese.example", "boese.example:%d" % hall.desk_port, "127.0.0.1.boese.example",
                 "localhost.boese.example"):
        check(raw(hall, ask % (host, ""))[0] == 421, "rebinding: the desk is not " + host)
    for host in ("127.0.0.1:%d" % hall.desk_port, "localhost:%d" % hall.desk_port):
        check(raw(hall, ask % (host, ""))[0] in (200, 303), "but it is " + host)
    status, head = raw(hall, ask % ("127.0.0.1:%d" % hall.desk_port, "Accept: application/json\r\n"))
    check(status in (200, 303), "a script that asks for the way in: %d" % status)
    for wanted in ("frame-ancestors 'none'", "nosniff", "no-store", "default-src 'none'"):
        check(wanted in head, "the headers of every page: " + wanted)


def cookies(hall):
    boss = Desk(hall).login()
    fixed = Desk(hall)
    fixed.cookies["punktum_desk"] = "A" * 22
    fixed.login()
    check(fixed.cookies["punktum_desk"] != "A" * 22, "a session somebody prepared is not taken")
    boss.ask("POST", "/login", "csrf=%s&name=%s&password=x" % ("0" * 42, "x"))
    form = Client.get(Desk(hall), "/login")
    check(form == 200, "the way in")
    d = Desk(hall)
    d.get("/login")
    f = d.form("/login")
    Client.ask(d, "POST", "/login", "&".join("%s=%s" % kv for kv in dict(
        f["fields"], name="Organisation+Test", password="ein+Satz+mit+Punkt.").items()),
        {"Origin": "http://%s:%d" % (hall.host, hall.desk_port)})
    cookie = d.headers.get("set-cookie", "")
    check("HttpOnly" in cookie and "SameSite=Strict" in cookie and "Domain" not in cookie
          and "Path=/" in cookie, "the cookie's flags", cookie)
    token = d.cookies["punktum_desk"]
    d.post("/logout")
    d.cookies["punktum_desk"] = token
    d.get("/")
    check(d.path.startswith("/login"), "signed out is signed out, also for a kept cookie", d.path)


def main():
    hall = Hall(EVENT).start()
    pid = hall.process.pid
    try:
        early = Desk(hall)
        for path in ("/setup", "/login", "/", "/password"):
            for accept in ("application/json", "text/html", "*/*"):
                early.ask("GET", path, None, {"Accept": accept})
                check(early.status in (200, 303, 401), "before the set-up: %s %s" % (path, accept))
        boss = Desk(hall).login()
        for name, role in (("Ada", "moderation"), ("Grace", "helper")):
            boss.post("/accounts", do="add", name=name, role=role, password=LONG)
        boss.post("/e/K7MQ/people/new", name="Erste Person", role="guest")
        desks = {"nobody": Desk(hall), "helper": Desk(hall, "Grace", LONG).login(),
                 "moderation": Desk(hall, "Ada", LONG).login(), "organisation": boss}
        desks["nobody"].get("/login")
        rows, want = tables("admin/**/*routes.c"), expected()
        listed = {(m, p) for m, p, _ in rows}
        check(len(rows) > 80 and listed == set(want), "every route has its role and every role a route",
              sorted(listed ^ set(want)))
        matrix(rows, want, desks)
        forged(rows, desks)
        other_listener(hall, rows, desks)
        other_event(hall, desks, rows)
        paths(hall, desks)
        hosts(hall)
        cookies(hall)
        check(hall.process.poll() is None and hall.process.pid == pid, "the same process runs on")
        hall.stop()
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
