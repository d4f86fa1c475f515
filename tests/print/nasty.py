#!/usr/bin/env python3
"""Proves with the real program that texts people type survive the record and the prints: every line
of nasty.txt stands in every place of a record that has room for it; it becomes an event, the event a
record, and from then on record and event give each other byte for byte; each text arrives whole, as
a text, in its place. Badges, signs, ballots and invitation of that event are sound PDFs with every
name in them; its documentation has safe names of files and one valid calendar.
usage: tests/print/nasty.py
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.environ.get("PUNKTUM", os.path.join(ROOT, "build/punktum"))

passed = failed = 0


def check(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("FAILED", what, flush=True)
    return good


def corpus():
    """The lines as texts; what no JSON can hold (bytes that are no UTF-8) is left out."""
    words = []
    with open(os.path.join(HERE, "nasty.txt"), encoding="utf-8") as f:
        for line in f.read().split("\n"):
            if not line or line.startswith("#"):
                continue
            data = re.sub(rb"\\(x[0-9a-f]{2}|n|\\)", lambda m: {b"n": b"\n", b"\\": b"\\"}.get(
                m.group(1)) or bytes([int(m.group(1)[1:], 16)]), line.encode())
            try:
                words.append(data.decode("utf-8"))
            except UnicodeDecodeError:
                pass
    return words


def ink(text):
    """What must arrive: letters and signs, without marks beyond the third and what only steers."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace() and
                   unicodedata.category(c) not in ("Cc", "Cf", "Cn", "Mn", "Me"))


def fitting(words, most, lines=False):
    return [w for w in words if len(w) <= most and ink(w) and (lines or len(w.split("\n")) < 3)]


def record_of(words):
    """Each text in every kind of place."""
    with open(os.path.join(HERE, "day.json"), encoding="utf-8") as f:
        record = json.load(f)
    short, line, card = fitting(words, 60), fitting(words, 120), fitting(words, 400)
    settings = record["settings"]
    for i, key in enumerate(("title", "place", "host", "subject")):
        settings[key] = line[i * 3 + 2]
    unique = list({ink(w).casefold(): w for w in short}.values())
    for i, one in enumerate(record["organisations"]):
        one.update(name=unique[i % len(unique)], municipality=unique[(i + 1) % len(unique)])
    for i, one in enumerate(record["people"]):
        one.update(name=short[i % len(short)], function=short[(i + 1) % len(short)],
                   consents={"name_list": 1, "quote": 2})       # else they are not told
    for i, one in enumerate(record["agenda"]):
        one.update(title=line[i % len(line)], hint=line[(i + 1) % len(line)],
                   note=line[(i + 2) % len(line)])
        for run in one["runs"]:
            for n, option in enumerate(run.get("options", [])):
                option["text"] = line[n % len(line)]
            for n, c in enumerate(run.get("cards", [])):
                c["text"] = card[n % len(card)]
    record["voices"] = [{"heading": w, "text": w, "attribution": w}
                        for w in fitting(words, 160, True)]
    record["texts"] = [{"key": "foreword", "title": line[1], "body": "\n\n".join(words)}]
    record["tables"] = [{"title": w, "body": "a;b\n" + '"%s";%s' % (w.replace('"', '""'), w),
                         "notes": w} for w in fitting(words, 160)]
    return record


def told(value, path=""):
    """(path, text) of every text in a record."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield from told(v, path + "." + k)
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield from told(v, "%s[%d]" % (path, i))
    elif isinstance(value, str):
        yield path, value


def run(*args):
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True)


def event_of(path, record):
    made = run("new", path, "--record", record)
    check(made.returncode == 0, "an event from the record: " + made.stderr)
    checked = run("check", path)
    check(checked.returncode == 0, "the event passes the check: " + checked.stdout + checked.stderr)


def round_trip(folder, words):
    typed, files = record_of(words), []
    first = os.path.join(folder, "typed.json")
    with open(first, "w", encoding="utf-8") as f:
        json.dump(typed, f)
    source = first
    for name in ("a", "b", "c"):
        event = os.path.join(folder, name + ".punktum")
        event_of(event, source)
        out = os.path.join(folder, name)
        done = run("export", event, out, "--format", "json")
        check(done.returncode == 0, "its record: " + done.stderr)
        source = os.path.join(out, "Daten.json")
        with open(source, "rb") as f:
            files.append(f.read())
    check(files[0] == files[1] == files[2], "from then on the record stays the same, byte for byte")
    check(b"\x00" not in files[0] and not re.search(rb"[\x01-\x09\x0b-\x1f]", files[0]),
          "no control character stands in it")
    after = dict(told(json.loads(files[0])))
    places = 0
    for path, text in told(typed):
        if re.search(r"\.(title|name|text|heading|attribution|function|hint|note|notes|body|place|"
                     r"host|subject|municipality)$", path):
            places += 1
            check(ink(after.get(path, "")) == ink(text), "%s: %r became %r" % (
                path, text, after.get(path)))
    check(places > 400, "too few places: %d" % places)
    return os.path.join(folder, "a.punktum"), json.loads(files[0])


def sound(path, what, *options):
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    check(done.returncode == 0, "%s is a sound PDF: %s" % (what, done.stdout + done.stderr))
    script = os.path.join(HERE, "pdfua.py")
    done = subprocess.run([sys.executable, script, *options, path], capture_output=True, text=True)
    check(done.returncode == 0, "%s: %s" % (what, done.stdout[-800:] + done.stderr[-300:]))
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], check=True,
                          capture_output=True).stdout.decode("utf-8")
    return plain(text)


def plain(text):
    return re.sub(r"[-\u2010]", "", ink(unicodedata.normalize("NFKC", text)))


def prints(folder, event, record):
    codes = "".join("%d K7MQ-3XPA\n" % (i + 1) for i in range(len(record["people"])))
    for what in ("badges", "signs", "ballots", "invitation", "access"):
        path = os.path.join(folder, what + ".pdf")
        words = [PROGRAM, "print", event, what, path, "--address", "10.0.0.1"]
        done = subprocess.run(words + (["--codes"] if what == "badges" else []), text=True,
                              input=codes if what == "badges" else "", capture_output=True)
        if not check(done.returncode == 0, "print %s: %s" % (what, done.stderr)):
            continue
        text = sound(path, what, "--no-bookmarks")
        names = {"badges": [p["name"] for p in record["people"] if p.get("name")],
                 "ballots": [o["text"] for i in record["agenda"] for r in i["runs"][-1:]
                             for o in r.get("options", [])]}.get(what, [])
        # scripts that join or run from right to left come letter by letter, some have no font
        wanted = [n for n in names if all(c < "\u0250" or "\u2010" <= c < "\u2100" for c in n)]
        lost = {n for n in wanted if plain(n) not in text}
        check(not lost, "%s: not whole: %s" % (what, lost))
        check(what not in ("badges", "ballots") or len(wanted) > 5, "%s: nothing to find" % what)


def documents(folder, event):
    out = os.path.join(folder, "all")
    done = run("export", event, out)
    if not check(done.returncode == 0, "the whole documentation: " + done.stderr):
        return
    sound(os.path.join(out, "Dokumentation.pdf"), "documentation")
    for where, _, names in os.walk(out):
        for name in names:
            check(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*\.[a-z]+", name), "file %r" % name)
    with zipfile.ZipFile(os.path.join(out, "Dokumentation.zip")) as z:
        check(z.testzip() is None, "the ZIP is whole")
        for name in z.namelist():
            check(re.fullmatch(r"([A-Za-z]+/)?[A-Za-z0-9][A-Za-z0-9-]*\.[a-z]+", name),
                  "name in the ZIP: %r" % name)
    with open(os.path.join(out, "Programm.ics"), "rb") as f:
        data = f.read()
    check(data.count(b"BEGIN:VEVENT") == data.count(b"\r\nEND:VEVENT") and
          data.count(b"BEGIN:VCALENDAR") - data.count(b" BEGIN:VCALENDAR") == 1 and
          all(len(row) <= 75 for row in data.split(b"\r\n")), "one calendar, nothing closes it early")


def main():
    words = corpus()
    check(len(words) > 60, "too few texts: %d" % len(words))
    with tempfile.TemporaryDirectory() as folder:
        event, record = round_trip(folder, words)
        prints(folder, event, record)
        documents(folder, event)
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
