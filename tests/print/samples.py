"""Events that documents are made of in tests, from the sample day's record (day.json): the day
itself; one with 300 cards and 40 pictures; one of almost nothing; one in English with its own
colour. For tests/print/formats and tests/print/office."""
import base64
import copy
import json
import os
import struct
import subprocess
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
PUNKTUM = os.path.join(os.path.dirname(os.path.dirname(HERE)), "build/punktum")
ZONE = dict(os.environ, TZ="Europe/Berlin")
CARDS, PICTURES = 300, 40


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def picture(number, width=240, height=160):
    """A PNG with a slope of colour, each another."""
    rows = b"".join(b"\0" + bytes(v for x in range(width) for v in (
        (x * 255 // width + number * 6) % 256, y * 255 // height, (number * 37) % 256))
        for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))


def day():
    with open(os.path.join(HERE, "day.json"), encoding="utf-8") as f:
        return json.load(f)


def big():
    event = day()
    item = next(i for i in event["agenda"] if i["kind"] == "visions")
    run = item["runs"][0]
    kept = run["cards"]
    run["cards"] = [dict(copy.deepcopy(kept[i % len(kept)]), number=i + 1, place=i + 1,
                         text="%s (%d)" % (kept[i % len(kept)]["text"][:120], i + 1))
                    for i in range(CARDS)]
    for voice in event["voices"]:
        voice.pop("card", None)
    event["pictures"] = [
        {"chapter": "impressions", "caption": "Bild %d" % (i + 1), "alt": "Eine Farbfläche",
         "type": "png", "width": 240, "height": 160,
         "bytes": base64.b64encode(picture(i)).decode()} for i in range(PICTURES)]
    return event


def tiny():
    return {"format": "punktum record", "version": 1, "settings": {"title": "Nur ein Titel"},
            "agenda": [{"kind": "talk", "title": "Begrüßung", "minutes": 10,
                        "runs": [{"number": 1, "state": "prepared", "secrecy": "secret",
                                  "appear": "auto", "author": "anonymous"}]}]}


def english():
    event = day()
    event["settings"].update(language="en", title="Using demographic change", host="The cities",
                             place="Town hall", accent="violet")
    event["texts"] = [{"key": "foreword", "body": "Six cities worked together. *Thank you* all."}]
    event["tables"] = [{"title": "Staff", "dated": "31 December 2008", "source": "the cities",
                        "body": "City;Staff;Share in %\nEssen;9,273;2.12\nOberhausen[^1];2,296;1.22"
                                "\nTotal;11,569;1.94", "notes": "without outsourced units"}]
    return event


SAMPLES = {"day": day, "big": big, "tiny": tiny, "english": english}


def event_file(folder, name):
    """Makes folder/NAME.punktum of its record; the path."""
    record, path = os.path.join(folder, name + ".json"), os.path.join(folder, name + ".punktum")
    with open(record, "w", encoding="utf-8") as f:
        json.dump(SAMPLES[name](), f, ensure_ascii=False)
    subprocess.run((PUNKTUM, "new", path, "--record", record), check=True, env=ZONE,
                   stdout=subprocess.DEVNULL)
    return path


def export(event, out, kind="all"):
    subprocess.run((PUNKTUM, "export", event, out, "--format", kind), check=True, env=ZONE,
                   stdout=subprocess.DEVNULL)
    return out
