#!/usr/bin/env python3
"""A server that only knows scenes and keys, for tests of the stage's window.

usage: stub_server.py PORT LOG SCENE.json...
PageDown and PageUp walk over the scenes; every stream and key goes to LOG as one JSON line."""
import http.server
import json
import socketserver
import sys
import threading
import time
import urllib.parse

scenes = [json.load(open(p, encoding="utf-8")) for p in sys.argv[3:]]
state = {"version": 1, "at": 0, "message": ""}
change = threading.Condition()


def note(**what):
    with open(sys.argv[2], "a", encoding="utf-8") as f:
        f.write(json.dumps(what) + "\n")


def scene():
    s = dict(scenes[state["at"] % len(scenes)], version=state["version"],
             now_ms=int(time.time() * 1000))
    if state["message"]:
        s["message"] = state["message"]
    return s


def press(key):
    if key["key"] in ("PageDown", "PageUp"):
        state["at"] += 1 if key["key"] == "PageDown" else -1
    elif key["key"] == "M":
        state["message"] = key.get("text", "")
    else:
        return {"result": "no", "sentence": "Hier ohne Wirkung."}
    state["version"] += 1
    change.notify_all()
    return {"result": "ok", "sentence": ""}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        note(stream=self.headers.get("Authorization", ""))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = 0
        try:
            while True:
                with change:
                    if state["version"] == seen:
                        change.wait(2)
                    event = b": heart\n\n"
                    if state["version"] != seen:
                        event = b"event: scene\ndata: " + json.dumps(scene()).encode() + b"\n\n"
                    seen = state["version"]
                self.wfile.write(event)
                self.wfile.flush()
        except OSError:
            pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        key = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
        with change:
            note(key=key, token=self.headers.get("Authorization", ""))
            answer = json.dumps(press(key)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    allow_reuse_address = True


Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
