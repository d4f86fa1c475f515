#!/usr/bin/env python3
"""Event files and records from somewhere else, over real HTTP: schemas with anything more or less
than ours, headers and pages that lie, values no program of ours writes in a hundred columns of
its tables, bytes overturned by chance (always the same), pictures that are broken, huge or carry more
than pixels. Each is refused with a sentence or cleaned; what is taken can be opened, looked at on
every page and exported; the server never ends, leaks or lets go of its memory (run it with a
program built with sanitizers: tests/sanitized).
"""
import base64
import json
import os
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hall import Hall, ROOT  # noqa: E402
from desk import Desk  # noqa: E402

RECORD = os.path.join(ROOT, "tests/print/day.json")
PAGES = ("agenda agenda/programme agenda/script agenda/run cards checkin enter results log paper "
         "paper/pictures paper/tables paper/voices people people/lists people/people.csv print "
         "privacy settings").split()
LOOKED_AT = 4          # of the files taken: opened and looked at
passed, failed = 0, []


def check(good, what):
    global passed
    if good:
        passed += 1
    else:
        failed.append(what)
        print("FAILED " + what)


# --- pictures -------------------------------------------------------------------------------------
def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def png(width=40, height=30, more=b"", rows=None):
    data = zlib.compress(b"".join(b"\0" + bytes([200, 30, y % 256]) * width
                                  for y in range(rows or height)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + more +
            chunk(b"IDAT", data) + chunk(b"IEND", b""))


SECRET = b"51.4556 N 7.0116 E"
GOOD = {
    "with a place in it": png(more=chunk(b"tEXt", b"GPS\0" + SECRET)),
    "with a program behind it": png() + b"<?php " + SECRET,
}
BAD = {
    "cut": png()[:-40], "no picture": b"GIF89a" + b"\0" * 40, "only the first bytes": png()[:16],
    "60000 pixels wide": png(60000, 60000, rows=1), "without rows": png(2000, 2000, rows=1),
    "a wrong sum": png().replace(b"IDAT", b"IDAX"),
    "a page": b"\xff\xd8\xff<script>alert(1)</script>" + b"x" * 50,
    "none at all": b"",
}


def with_picture(path, data):
    db = sqlite3.connect(path)
    db.execute("INSERT INTO picture (position, chapter, caption, alt, png, width, height, bytes) "
               "VALUES (1, 'logo', '', 'Wappen', 0, 9999, 1, ?)", (data,))
    db.commit()
    db.close()


# --- changes of a file ----------------------------------------------------------------------------
def sql(*statements):
    def change(path):
        db = sqlite3.connect(path, isolation_level=None)
        for one in statements:
            db.execute(one)
        db.close()
    return change


def poke(at, data):
    def change(path):
        with open(path, "r+b") as f:
            f.seek(at)
            f.write(data)
    return change


def cut(to):
    return lambda path: os.truncate(path, to)


def longer(path):
    with open(path, "ab") as f:
        f.write(b"\0" * 8192 + b"x" * 5)


def paged(size):
    return sql("PRAGMA journal_mode = DELETE", "PRAGMA page_size = %d" % size, "VACUUM")


REFUSED = {
    "a trigger": sql("CREATE TRIGGER t AFTER INSERT ON turnout BEGIN DELETE FROM turnout; END"),
    "a view": sql("CREATE VIEW v AS SELECT * FROM person"),
    "an index on an expression": sql("CREATE INDEX x ON person (lower(name))"),
    "a partial index": sql("CREATE INDEX x ON person (id) WHERE name GLOB '*a*'"),
    "a generated column": sql("ALTER TABLE item ADD COLUMN g TEXT AS (title || 'x') VIRTUAL"),
    "a column": sql("ALTER TABLE run ADD COLUMN g ANY"), "a table": sql("CREATE TABLE more (a)"),
    "a search table": sql("CREATE VIRTUAL TABLE f USING fts4(a)"),
    "a table renamed": sql("ALTER TABLE hands RENAME TO hand"),
    "a table gone": sql("DROP TABLE owed"), "an index gone": sql("DROP INDEX card_run"),
    "statistics": sql("ANALYZE"),
    "an older version's number": sql("PRAGMA user_version = 1"),
    "no version": sql("PRAGMA user_version = 0"),
    "a negative version": sql("PRAGMA user_version = -5"),
    "a later version": sql("PRAGMA user_version = 4000"),
    "another program's": sql("PRAGMA application_id = 7"),
    "empty": cut(0), "half a header": cut(50), "a header": cut(100), "a page": cut(4096),
    "half": cut(150000), "a page less": cut(300000), "texts in UTF-16": poke(56, b"\0\0\0\2"),
    "a page size of 3": poke(16, b"\0\3"), "a strange format": poke(18, b"\x09\x09"),
    "pages of another size": poke(16, b"\x20\0"), "a page too little room": poke(20, b"\xff"),
    "a list of free pages that loops": poke(32, struct.pack(">II", 2, 900)),
    "schema's page overwritten": poke(100, b"\xff" * 300),
}
TAKEN = {
    "as it was": lambda path: None, "a WAL file's header": sql("PRAGMA journal_mode = WAL"),
    "a rollback file's header": poke(18, b"\1\1"), "pages of 512 bytes": paged(512),
    "pages of 64 KB": paged(65536), "something behind the end": longer,
    "free pages": sql("DELETE FROM desk_log WHERE 0", "VACUUM"),
}


class Case:
    """Uploads of one base file with one change each."""

    def __init__(self, hall, desk, base):
        self.hall, self.desk, self.looked = hall, desk, 0
        with open(base, "rb") as f:
            self.raw = f.read()
        self.path = os.path.join(hall.dir, "stranger.db")

    def upload(self, change, what):
        """Name of the file made of it, None when it was refused."""
        with open(self.path, "wb") as f:
            f.write(self.raw)
        change(self.path)
        for end in ("-wal", "-shm"):
            if os.path.exists(self.path + end):
                os.unlink(self.path + end)
        before = set(os.listdir(self.hall.dir))
        status = self.desk.upload("/events/upload", self.path)
        taken = status == 200 and self.desk.path == "/?said=copied"
        new = self.arrived(before, taken)
        said = re.search(r'<p class="notice" role="alert">([^<]{20,})', self.desk.page)
        if len(new) != taken or not (taken or status == 409 and said):
            check(False, "%s: %d %s %s" % (what, status, self.desk.path, new))
        return new[0] if taken else None

    def arrived(self, before, taken):
        """Files that are there now; what was uploaded in vain goes when its request has ended."""
        for _ in range(40):
            new = [n for n in sorted(set(os.listdir(self.hall.dir)) - before)
                   if not n.endswith((".lock", "-wal", "-shm"))]
            if len(new) == taken:
                break
            time.sleep(0.05)
        return new

    def drop(self, name):
        for end in ("", ".lock", "-wal", "-shm"):
            if os.path.exists(os.path.join(self.hall.dir, name + end)):
                os.unlink(os.path.join(self.hall.dir, name + end))

    def look(self, name, what):
        """Everybody's pages of a taken file, and its documents."""
        self.looked += 1
        before = set(re.findall(r'href="/e/(\w{4})"', self.desk.page))
        self.desk.post("/events", do="open", file=name)
        code = list(set(re.findall(r'href="/e/(\w{4})"', self.desk.page)) - before)
        if not code:
            check(False, "%s: cannot be opened" % what)
            return
        seen = {p: self.desk.get("/e/%s/%s" % (code[0], p)) for p in PAGES}
        guest = self.hall.client()
        seen["guest"] = guest.get("/" + code[0])
        self.hall.scene(code[0])
        check(set(seen.values()) == {200}, "%s: pages %s" % (what, {
            p: s for p, s in seen.items() if s != 200}))
        self.desk.get("/")
        self.desk.post("/events", do="close", code=code[0])
        self.export(name, what)

    def export(self, name, what, formats="html,csv,xlsx,odt,json,ics"):
        out = os.path.join(self.hall.dir, "documents")
        made = subprocess.run([self.hall.program, "export", os.path.join(self.hall.dir, name), out,
                               "--format", formats], capture_output=True, text=True)
        check(made.returncode == 0, "%s: export ends with %d: %s" % (what, made.returncode,
                                                                     made.stderr[-600:]))
        shutil.rmtree(out, ignore_errors=True)

    def try_one(self, change, what, look=False):
        name = self.upload(change, what)
        if name and (look or self.looked < LOOKED_AT):
            self.look(name, what)
        if name:
            self.drop(name)
        return name is not None


# --- values ---------------------------------------------------------------------------------------
NUMBERS = (-1, 0, 7, 2**31, 2**53 + 1, 2**63 - 1, -2**63)
TEXTS = ("''", "CAST(X'FF41' AS TEXT)", "CAST(X'4100FF' AS TEXT)", "CAST(X'EDA080' AS TEXT)",
         "'unheard of'", "replace(hex(zeroblob(50000)), '00', char(128105, 8205))", "char(8238)",
         "'%s%n' || char(1, 27)", "'../../x'")
BLOBS = ("zeroblob(32)", "zeroblob(16)", "X''", "zeroblob(100000)")


def columns(path):
    """(table, column, literals to try) of the whole schema."""
    db = sqlite3.connect(path)
    tables = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                                       "ORDER BY name")]
    kinds = {"INTEGER": NUMBERS, "TEXT": TEXTS, "BLOB": BLOBS}
    found = [(t, c[1], kinds[c[2]]) for t in tables for c in db.execute("PRAGMA table_info(%s)" % t)]
    db.close()
    return found


def set_value(table, column, literal):
    """As somebody who knows SQLite would: nothing of ours looks on."""
    def change(path):
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
                              "ORDER BY rowid").fetchall()
        for name, _ in triggers:
            db.execute("DROP TRIGGER " + name)
        try:
            db.execute("UPDATE OR IGNORE %s SET %s = %s" % (table, column, literal))
        except sqlite3.Error:
            pass
        for _, text in triggers:
            db.execute(text)
        db.close()
    return change


def overturned(rng):
    """Some bytes of the file changed: of its pages, now and then of its header."""
    def change(path):
        size = os.path.getsize(path)
        with open(path, "r+b") as f:
            for _ in range(rng.choice((1, 3, 30, 300))):
                f.seek(rng.randrange(100 if rng.random() < 0.9 else 0, size))
                f.write(bytes([rng.randrange(256)]))
    return change


def structures(case):
    for what, change in REFUSED.items():
        check(not case.try_one(change, what), "refused: " + what)
    for what, change in TAKEN.items():
        check(case.try_one(change, what), "taken: " + what)


def values(case, rng):
    taken = total = 0
    for table, column, literals in rng.sample(columns(case.path), 100):
        literal = rng.choice(literals)
        what = "%s.%s = %s" % (table, column, literal)
        taken += case.try_one(set_value(table, column, literal), what)
        total += 1
    check(total == 100 and 0 < taken < total, "values: %d of %d taken" % (taken, total))
    case.looked = LOOKED_AT - 3
    total = sum(case.try_one(overturned(rng), "overturned %d" % i) for i in range(25))
    check(total < 25, "bytes overturned: %d of 25 taken" % total)


def pictures(case):
    for what, data in GOOD.items():
        name = case.upload(lambda path, d=data: with_picture(path, d), what)
        check(name, "a picture %s is taken" % what)
        db = sqlite3.connect(os.path.join(case.hall.dir, name))
        row = db.execute("SELECT png, width, height, bytes FROM picture "
                         "WHERE chapter = 'logo'").fetchone()
        db.close()
        check(row[:3] == (1, 40, 30) and SECRET not in row[3] and row[3].endswith(b"IEND\xaeB`\x82"),
              "a picture %s: only its pixels stay" % what)
        case.export(name, what)
        case.drop(name)
    for what, data in BAD.items():
        name = case.upload(lambda path, d=data: with_picture(path, d), what)
        check(not name and "Bild" in case.desk.page, "a picture that is %s is refused" % what)


def records(hall):
    """The same in a record; and that a sound one comes back as it was."""
    with open(RECORD, encoding="utf-8") as f:
        record = json.load(f)
    path, made = os.path.join(hall.dir, "record.json"), os.path.join(hall.dir, "made.punktum")

    def bring(data):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(dict(record, pictures=[{
                "chapter": "logo", "alt": "Wappen", "caption": "", "type": "png", "width": 1,
                "height": 1, "bytes": base64.b64encode(data).decode()}]), f)
        return subprocess.run([hall.program, "new", made, "--record", path], capture_output=True,
                              text=True)
    for what, data in BAD.items():
        answer = bring(data)
        check(answer.returncode != 0 and "$.pictures[0].bytes: the picture cannot be used"
              in answer.stderr and not os.path.exists(made), "a record with a picture that is %s: "
              "%s" % (what, answer.stderr))
    answer = bring(GOOD["with a place in it"])
    check(answer.returncode == 0, "a sound picture in a record: " + answer.stderr)
    subprocess.run([hall.program, "export", made, path + ".d", "--format", "record"], check=True)
    with open(made, "rb") as f:
        check(SECRET not in f.read(), "of it only the pixels are kept")
    shutil.rmtree(path + ".d")


def main():
    hall = Hall({"title": "Hier", "agenda": [{"kind": "talk", "title": "A"}]}).start()
    try:
        base = os.path.join(hall.dir, "base.punktum")
        subprocess.run([hall.program, "new", base, "--record", RECORD], check=True,
                       stdout=subprocess.DEVNULL)
        case = Case(hall, Desk(hall).login(), base)
        structures(case)
        pictures(case)
        records(hall)
        case.looked = 0
        values(case, random.Random(4711))
        left = [n for n in os.listdir(hall.dir) if n.startswith((".upload", ".copy"))]
        check(not left, "nothing is left: %s" % left)
        check(hall.process.poll() is None, "the server still runs")
        hall.stop()
    finally:
        if hall.process.poll() is None:
            hall.kill()
        hall.remove()
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
