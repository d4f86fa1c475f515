#!/usr/bin/env python3
"""The stage in a real window (Xvfb), against a server that only knows scenes and keys. Proves: it
connects with its token and fills the display; keys arrive by name with the scene's version, held
keys once; letters are text while a message is typed; Esc never leaves, Ctrl Q twice does; without a
token nothing is sent; a lost server is said within 2 s (a silent one within 27 s) and a restarted
one is picked up within 2 s; idle with a running countdown it takes at most 2 % of a core; it ends
with its parent.

usage: tests/stage/window.py [PROGRAM]"""
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import xhand  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
STAGE = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/punktum-stage")
W, H = 1920, 1080
PAPER = 0xFBF8F3
TIMER = {"left_ms": 3000000, "running": True, "warn_ms": 60000}
JOIN = {"payload": "HTTP://10.0.0.1/K7MQ", "typed": "10.0.0.1/K7MQ", "code": "K7MQ"}
SCENES = [
    {"kind": "break", "item": 1, "state": "open", "kicker": "Pause", "title": "Kaffee",
     "until": "10:30", "until_label": "Weiter um", "timer": TIMER, "join": JOIN},
    {"kind": "talk", "item": 2, "state": "open", "kicker": "Vortrag", "title": "Wer arbeitet 2030?",
     "join": JOIN},
]
counts = [0, 0]


def check(name, well, more=""):
    counts[0 if well else 1] += 1
    print(("ok      " if well else "FAILED  ") + name + (f"  ({more})" if more else ""), flush=True)


def wait(what, seconds):
    """Seconds until what() is true; None when it never is."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if what():
            return time.monotonic() - begun
        time.sleep(0.05)
    return None


class Hall:
    """One display, one stub server, one stage."""

    def __init__(self, folder, name, token):
        self.folder, self.log = folder, os.path.join(folder, name + ".log")
        self.paths = []
        for i, scene in enumerate(SCENES):
            self.paths.append(os.path.join(folder, f"{name}{i}.json"))
            with open(self.paths[-1], "w", encoding="utf-8") as f:
                json.dump(dict(scene, lang="de", theme="light", utc_min=60, run=1,
                               rail={"count": 2, "now": i}, figure="80 da"), f)
        open(self.log, "w").close()
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        r, w = os.pipe()
        self.x = subprocess.Popen(["Xvfb", "-displayfd", str(w), "-screen", "0", f"{W}x{H}x24",
                                   "-nolisten", "tcp"], pass_fds=[w], stderr=subprocess.DEVNULL)
        os.close(w)
        with os.fdopen(r) as f:
            self.display = ":" + f.readline().strip()
        self.hand = xhand.Hand(self.display)
        self.token = token
        self.serve()
        self.start()

    def serve(self):
        self.server = subprocess.Popen([sys.executable, os.path.join(HERE, "stub_server.py"),
                                        str(self.port), self.log] + self.paths)

    def start(self, **more):
        args = [STAGE, "--server", f"http://127.0.0.1:{self.port}/"]
        if self.token:
            path = os.path.join(self.folder, "token")
            with open(path, "w", encoding="utf-8") as f:
                f.write(self.token + "\n")
            args += ["--token-file", path]
        env = dict(os.environ, DISPLAY=self.display, SDL_VIDEODRIVER="x11")
        self.stage = subprocess.Popen(args, env=env, **more)

    def lines(self, what):
        with open(self.log, encoding="utf-8") as f:
            return [row[what] for row in map(json.loads, f) if what in row]

    def names(self):
        return [k["key"] for k in self.lines("key")]

    def banner(self):
        return self.hand.row(4, W)[2] != PAPER

    def settled(self):
        """The picture, once it stands still."""
        before = None
        for _ in range(40):
            now = self.hand.screen(W, H - 200)
            if now == before:
                break
            before = now
            time.sleep(0.1)
        return before

    def stop(self):
        for p in (self.stage, self.server, self.x):
            p.send_signal(signal.SIGCONT)
            p.terminate()
            p.wait()


def cpu(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def looks(hall):
    at = wait(lambda: hall.lines("stream"), 5)
    check("connects", at is not None, f"{at or 0:.1f} s")
    check("with its token", hall.lines("stream")[:1] == ["Bearer secret-1"])
    drawn = wait(lambda: hall.hand.row(4, W)[2] == PAPER, 5)
    check("draws on paper", drawn is not None)
    rows = hall.settled()
    check("fills the display", rows[0][0] == rows[0][-1] == rows[-1][0] == rows[-1][-1] == PAPER)
    check("with ink on it", sum(c != PAPER for row in rows for c in row) > 500)


def keys(hall):
    hall.settled()
    before = hall.settled()
    hall.hand.press("Next")
    check("Page Down is sent", wait(lambda: hall.names() == ["PageDown"], 2) is not None)
    check("with the scene's version", hall.lines("key")[0].get("version") == "1")
    check("and shown", wait(lambda: hall.settled() != before, 2) is not None)
    hall.hand.press("c", hold=1.5)
    time.sleep(0.3)
    check("a held key is one key", hall.names() == ["PageDown", "C"], str(hall.names()))
    hall.hand.press("Escape", "Escape")
    time.sleep(0.3)
    check("Esc neither leaves nor sends", hall.stage.poll() is None and len(hall.names()) == 2)
    hall.hand.press("m", "o", "c", "r", "BackSpace", "Escape")
    hall.hand.press("m", "o", "space", "c", "Return")
    wait(lambda: len(hall.names()) == 3, 2)
    check("letters of a message are text", hall.names() == ["PageDown", "C", "M"])
    check("Enter sends the message", hall.lines("key")[-1].get("text") == "o c")
    hall.hand.press("m")
    check("M takes it off", wait(lambda: len(hall.names()) == 4, 2) is not None
          and hall.lines("key")[-1].get("text", "") == "")
    hall.hand.press("Prior")
    wait(lambda: len(hall.names()) == 5, 2)


def watches_only(hall):
    hall.hand.press("Next", "o", "m", "x", "Return")
    time.sleep(0.5)
    check("without a token no key is sent", hall.names() == [] and hall.stage.poll() is None)
    check("and none is shown on the stream", hall.lines("stream")[:1] == [""])


def idle(hall, silent):
    """20 s of doing nothing here, while the other hall's server says nothing for longer."""
    time.sleep(1)
    silent.server.send_signal(signal.SIGSTOP)
    stopped = time.monotonic()
    before, begun = cpu(hall.stage.pid), time.monotonic()
    time.sleep(20)
    share = 100 * (cpu(hall.stage.pid) - before) / (time.monotonic() - begun)
    check("idle with a countdown: at most 2 % of a core", share <= 2, f"{share:.2f} %")
    check("a silent server is not lost yet", not silent.banner())
    wait(silent.banner, 20)
    lost = time.monotonic() - stopped
    check("but after 25 s", silent.banner() and 21 < lost < 27, f"{lost:.1f} s")


def restart(hall):
    before = len(hall.lines("stream"))
    hall.server.kill()
    hall.server.wait()
    at = wait(hall.banner, 4)
    check("a lost server is said within 2 s", at is not None and at <= 2, f"{at or 9:.1f} s")
    check("over the last scene", sum(c != PAPER for row in hall.settled() for c in row) > 500)
    time.sleep(2)
    hall.serve()
    wait(lambda: socket.socket().connect_ex(("127.0.0.1", hall.port)) == 0, 5)
    at = wait(lambda: len(hall.lines("stream")) > before, 5)
    check("a restarted one is met within 2 s", at is not None and at <= 2, f"{at or 9:.1f} s")
    check("and the banner goes", wait(lambda: not hall.banner(), 2) is not None)


def leaves(hall):
    hall.hand.press("Control_L+q")
    time.sleep(0.4)
    check("Ctrl Q once does not leave", hall.stage.poll() is None)
    hall.hand.press("Control_L+q")
    check("twice does", wait(lambda: hall.stage.poll() is not None, 2) is not None
          and hall.stage.returncode == 0)


def ends_with_parent(hall):
    r, w = os.pipe()
    os.write(w, b"secret-3\n")
    hall.token = None
    before = len(hall.lines("stream"))
    hall.start(preexec_fn=lambda: os.dup2(r, 3), close_fds=False)
    os.close(r)
    wait(lambda: len(hall.lines("stream")) > before, 5)
    check("takes the token of descriptor 3", hall.lines("stream")[-1] == "Bearer secret-3")
    os.close(w)
    check("ends when it closes", wait(lambda: hall.stage.poll() is not None, 2) is not None)


def main():
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(folder, "hall", "secret-1")
        other = Hall(folder, "overflow", None)
        try:
            looks(hall)
            keys(hall)
            watches_only(other)
            idle(hall, other)
            restart(hall)
            leaves(hall)
            ends_with_parent(hall)
        finally:
            hall.stop()
            other.stop()
    print(f"{counts[0]} passed, {counts[1]} failed")
    return 1 if counts[1] else 0


sys.exit(main())
