"""What the event file must hold after crashes, told by what the audience tried and what was
acknowledged: everything acknowledged exactly once, everything else at most once, nothing else.
"""
import collections
import sqlite3


def read_log(path):
    """[(what, kind, phone, rest)], what = try, ack, refused."""
    rows = []
    for line in open(path, encoding="utf-8"):
        if not line.endswith("\n"):
            continue
        parts = line.rstrip("\n").split(" ", 3)
        rows.append((parts[0], parts[1], int(parts[2]), parts[3] if len(parts) > 3 else ""))
    return rows


def dots_of(text):
    pairs = [p.split("=") for p in text.split(",") if p]
    return {int(o): int(n) for o, n in pairs}


class Oracle:
    def __init__(self, event, log):
        self.db = sqlite3.connect(event)
        self.log = read_log(log)
        self.people = {name: pid for pid, name in self.db.execute("SELECT id, name FROM person")}
        self.findings = []

    def expect(self, good, what):
        if not good:
            self.findings.append(what)

    def said(self, what, kind):
        return [(phone, rest) for w, k, phone, rest in self.log if w == what and k == kind]

    def once(self, kind, stored, key):
        """stored: Counter of keys in the file."""
        acked = {key(r) for r in self.said("ack", kind)}
        tried = {key(r) for r in self.said("try", kind)}
        for k in acked:
            self.expect(stored[k] == 1, "%s %s was acknowledged and is there %d times"
                        % (kind, k, stored[k]))
        for k, n in stored.items():
            self.expect(k in tried, "%s %s is there and nobody sent it" % (kind, k))
            self.expect(n == 1, "%s %s is there %d times" % (kind, k, n))
        return len(acked)

    def registrations(self):
        names = collections.Counter(
            n for (n,) in self.db.execute("SELECT name FROM person WHERE name LIKE 'Gast %'"))
        return self.once("register", names, lambda r: r[1])

    def cards(self):
        texts = collections.Counter(
            t for (t,) in self.db.execute("SELECT text FROM card_version WHERE number = 1"))
        return self.once("card", texts, lambda r: r[1].split(" ", 1)[1])

    def ballots(self):
        """Named ones: every revision. Secret ones, not yet sealed: the stored one is the newest."""
        n = 0
        secret = dict(self.db.execute("SELECT id, secrecy <> 'named' FROM run"))
        acked, tried = self.sent("ack"), self.sent("try")
        for (phone, run), revisions in acked.items():
            person = self.people.get("Gast %d" % phone)
            stored = self.secret(run, person) if secret[run] else self.named(run, person)
            n += len(revisions)
            newest = max(revisions)
            if secret[run]:
                self.expect(stored and max(stored) >= newest,
                            "phone %d run %d: revision %d acknowledged, %s stored"
                            % (phone, run, newest, list(stored)))
            else:
                for r, dots in revisions.items():
                    self.expect(stored.get(r) == dots, "phone %d run %d revision %d: %s stored, "
                                "%s acknowledged" % (phone, run, r, stored.get(r), dots))
            for r, dots in stored.items():
                self.expect(dots in tried[(phone, run)].get(r, []),
                            "phone %d run %d revision %d: %s stored, never sent"
                            % (phone, run, r, dots))
        self.turnout(acked, tried)
        return n

    def turnout(self, acked, tried):
        for run, in self.db.execute("SELECT id FROM run"):
            n, = self.db.execute("SELECT count(*) FROM turnout WHERE run = ?", (run,)).fetchone()
            low = sum(1 for _, r in acked if r == run)
            high = sum(1 for _, r in tried if r == run)
            if high:
                self.expect(low <= n <= high, "run %d: turnout %d, %d acknowledged, %d tried"
                            % (run, n, low, high))

    def sent(self, what):
        out = {}
        for phone, rest in self.said(what, "ballot"):
            parts = rest.split(" ")
            dots = dots_of(parts[2] if len(parts) > 2 else "")
            revisions = out.setdefault((phone, int(parts[0])), {})
            if what == "ack":
                revisions[int(parts[1])] = dots
            else:
                revisions.setdefault(int(parts[1]), []).append(dots)
        return out

    def named(self, run, person):
        out = {}
        for bid, revision in self.db.execute(
                "SELECT id, revision FROM named_ballot WHERE run = ? AND person = ?",
                (run, person)):
            out[revision] = dict(self.db.execute(
                "SELECT option, points FROM named_dot WHERE ballot = ?", (bid,)))
        return out

    def secret(self, run, person):
        row = self.db.execute("SELECT key, revision FROM ballot_map WHERE run = ? AND person = ?",
                              (run, person)).fetchone()
        return {row[1]: dict(self.db.execute(
            "SELECT option, points FROM ballot_dot WHERE key = ?", (row[0],)))} if row else {}
