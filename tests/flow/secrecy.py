#!/usr/bin/env python3
"""Proves A-14 and A-15: after sealing nobody with the disk can say who gave which dots.

80 phones vote, change their minds and swap phones; a backup is taken in the middle and another
after the result. Then an attacker gets everything: event file, -wal, -shm, log, audit, backups.
Every attack below guesses a ballot for every person. Over all seeds none may guess better than a
random assignment would (bound: the 1 in 10,000 quantile, shared by all attacks). The same attacks
must succeed against a build made leaky on purpose (-DPUNKTUM_LEAKY), or they prove nothing.

usage: secrecy.py [--seeds N] [--leaky PROGRAM]
"""
import argparse
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from hall import Hall  # noqa: E402

PEOPLE, DOTS, OPTIONS = 80, 3, 6
EVENT = {
    "title": "Geheimnis", "place": "Probe", "start": "2026-11-07T09:00", "expected": PEOPLE,
    "organisations": [{"name": "Stadt %s" % c, "municipality": c, "letters": c[:2].upper()}
                      for c in ("Bochum", "Essen", "Hagen", "Herne")],
    "disciplines": ["Integration", "Personal"],
    "agenda": [{"kind": "dots", "title": "Welche Felder?", "minutes": 10, "dots": DOTS,
                "per_option": DOTS, "secrecy": "secret",
                "options": ["Feld %d" % i for i in range(1, OPTIONS + 1)]}],
}


def random_ballot(rng, options):
    dots = {}
    for _ in range(rng.randint(1, DOTS)):
        o = rng.choice(options)
        dots[o] = dots.get(o, 0) + 1
    return dots


def vote_all(hall, rng):
    """Runs the session; returns {name: {option: points}}, what each person meant in the end."""
    boss = hall.moderator()
    phones = {}
    for i in range(PEOPLE):
        name = "Person %02d" % i
        phones[name] = hall.phone(name=name, organisation=rng.randrange(4), discipline=i % 2)
    assert boss.step("open")["result"] == "ok"
    options = sorted(next(iter(phones.values())).options())
    truth, order = {}, list(phones)
    rng.shuffle(order)
    for i, name in enumerate(order):
        truth[name] = random_ballot(rng, options)
        assert phones[name].ballot(truth[name]) == 200, phones[name].page[:400]
        if i == PEOPLE // 2:
            backup(hall, "middle.punktum")
    for name in rng.sample(order, PEOPLE // 3):          # change their minds
        truth[name] = random_ballot(rng, options)
        assert phones[name].ballot(truth[name]) == 200
    for name in rng.sample(order, PEOPLE // 8):          # another phone, another opinion
        second = hall.client()
        second.__class__ = phones[name].__class__
        assert second.take_over(phones[name].personal_code) == 200, second.page[:400]
        truth[name] = random_ballot(rng, options)
        assert second.ballot(truth[name]) == 200
    boss.twice("close")
    hall.wait(lambda s: s["state"] == "closed")
    assert boss.step("reveal")["result"] == "ok"
    backup(hall, "after.punktum")
    return truth


def backup(hall, name):
    subprocess.run([hall.program, "backup", hall.event, os.path.join(hall.dir, name), "--data",
                    hall.dir], check=True, stdout=subprocess.DEVNULL)


# ---- the attacker -----------------------------------------------------------------------------

def content(rows):
    return tuple(sorted((str(o), p) for o, p in rows))


def images(folder):
    """Every database image that the files give: each file alone, and each state in a WAL."""
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith(".punktum"):
            continue
        base = open(path, "rb").read()
        yield name, base
        wal = open(path + "-wal", "rb").read() if os.path.exists(path + "-wal") else b""
        if len(wal) < 32:
            continue
        size = struct.unpack(">I", wal[8:12])[0]
        data, step = bytearray(base), 24 + size
        for k, at in enumerate(range(32, len(wal) - step + 1, step)):
            page, commit = struct.unpack(">II", wal[at:at + 8])
            end = page * size
            if not page or end > 1 << 28:
                continue
            data.extend(b"\0" * (end - len(data)))
            data[end - size:end] = wal[at + 24:at + step]
            if commit:
                yield "%s wal %d" % (name, k), bytes(data)


def open_image(data):
    path = tempfile.mktemp(suffix=".db")
    fixed = bytearray(data)
    fixed[18:20] = b"\1\1"                                # rollback journal: no WAL wanted
    open(path, "wb").write(fixed)
    db = sqlite3.connect(path)
    os.unlink(path)
    return db


def ballots_of(db):
    """{key: content} in the order the table gives them."""
    found = {}
    for (key,) in db.execute("SELECT key FROM ballot"):
        found[key] = content(db.execute("SELECT option, points FROM ballot_dot WHERE key = ?",
                                        (key,)))
    return found


def people_orders(db):
    yield "by id", [r[0] for r in db.execute("SELECT id FROM person ORDER BY id")]
    yield "by turnout", [r[0] for r in db.execute("SELECT person FROM turnout")]
    yield "by session", [r[0] for r in db.execute("SELECT person FROM session ORDER BY id")]
    yield "by session end", [r[0] for r in db.execute(
        "SELECT person FROM session ORDER BY ended_ms, id")]


def physical_order(data, keys):
    return [k for _, k in sorted((data.find(k), k) for k in keys)]


def attack(folder):
    """{attack: {person id: content}}: one guess for each person per attack."""
    guesses, names, ballots = {}, {}, {}
    for image, data in images(folder):
        try:
            db = open_image(data)
            names.update(db.execute("SELECT id, name FROM person"))
            ballots.update(ballots_of(db))
            mapping = db.execute("SELECT person, key FROM ballot_map").fetchall()
        except sqlite3.Error:
            continue
        for person, key in mapping:                       # whoever finds it need not guess
            guesses.setdefault("mapping", {})[person] = ballots.get(key, ())
        if " wal " in image and not image.endswith("0"):
            continue                                      # orders: a tenth of the states is enough
        here = ballots_of(db)
        orders = {"by key": list(here), "by place in the file": physical_order(data, here)}
        for kind, people in people_orders(db):
            for way, keys in orders.items():
                guesses["%s, %s, %s" % (image.split(" wal")[0], kind, way)] = \
                    {p: here[k] for p, k in zip(people, keys)}
    raw(folder, ballots, names, guesses)
    return {a: {names[p]: c for p, c in g.items() if p in names} for a, g in guesses.items()}


def raw(folder, ballots, names, guesses):
    """Old cells in free space: a ballot's key next to a small number that could be a person."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        data = open(path, "rb").read()
        for key, what in ballots.items():
            for form in (key, key.hex().encode(), key.hex().upper().encode()):
                at = data.find(form)
                while at >= 0:
                    for back in (1, 2, 3):
                        person = int.from_bytes(data[max(0, at - back):at - back + 1], "big")
                        if person in names:
                            guesses.setdefault("raw -%d" % back, {}).setdefault(person, what)
                    at = data.find(form, at + 1)


# ---- the verdict ------------------------------------------------------------------------------

def score(guess, truth):
    return sum(guess.get(n) == t for n, t in truth.items())


def judge(program, seeds):
    """Returns (attack names that beat chance, best attack with its hits, bound)."""
    hits, chance, rng = {}, [0] * 10000, random.Random(4711)
    for seed in range(1, seeds + 1):
        hall = Hall(EVENT, program=program).start()
        try:
            truth = {n: content(d.items()) for n, d in
                     vote_all(hall, random.Random(seed)).items()}
            for suffix in ("", "-wal", "-shm"):           # as a thief would: while it runs
                if os.path.exists(hall.event + suffix):
                    shutil.copy(hall.event + suffix, os.path.join(hall.dir, "live.punktum" + suffix))
            hall.stop()
            for name, guess in attack(hall.dir).items():
                hits[name] = hits.get(name, 0) + score(guess, truth)
        finally:
            if hall.process.poll() is None:
                hall.kill()
            hall.remove()
        values = list(truth.values())
        for i in range(len(chance)):
            mixed = values[:]
            rng.shuffle(mixed)
            chance[i] += sum(a == b for a, b in zip(values, mixed))
    bound = sorted(chance)[-1]                            # 1 in 10,000
    best = max(hits.items(), key=lambda kv: kv[1]) if hits else ("none", 0)
    return [a for a, n in hits.items() if n > bound], best, bound, len(hits)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=20)
    options.add_argument("--leaky", default="build/leaky/punktum")
    args = options.parse_args()
    beaten, best, bound, n = judge(None, args.seeds)
    print("sealed: %d seeds, %d attacks, best '%s' has %d of %d; chance reaches %d"
          % (args.seeds, n, best[0], best[1], args.seeds * PEOPLE, bound))
    leaks, worst, lbound, _ = judge(args.leaky, 3)
    print("leaky build: best '%s' has %d of %d; chance reaches %d"
          % (worst[0], worst[1], 3 * PEOPLE, lbound))
    failed = (["sealed leaks: " + ", ".join(beaten)] if beaten else []) + \
        ([] if leaks else ["the attacks do not find the planted leak"])
    for line in failed:
        print("FAILED", line)
    print("%d passed, %d failed" % (2 - len(failed), len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
