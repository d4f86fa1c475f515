"""Pictures of a PDF's pages beside those that were looked at and kept: of the hand-made tree
(tests/print/golden) and of the sample day (tests/print/golden-day). A page differs when more than a
thousandth of its points do. For tests/print/run."""
import glob
import os
import shutil
import sqlite3
import struct
import subprocess
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT, KEPT_DAY, DAY = (os.path.join(HERE, n) for n in ("golden", "golden-day", "day.json"))
MADE = "build/print/pages"
FAR, SHARE = 64, 0.001


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def write_png(path, width, rows):
    """Grey, eight bits, rows as they are: easy to read again."""
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed)
                + chunk(b"IEND", b""))


def read_png(path):
    """Width and rows of what write_png wrote."""
    with open(path, "rb") as f:
        data = f.read()
    at, packed, width, height = 8, b"", 0, 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height = struct.unpack(">II", data[at + 8:at + 16])
        elif kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    raw = zlib.decompress(packed)
    return width, [raw[i * (width + 1) + 1:(i + 1) * (width + 1)] for i in range(height)]


def read_pgm(path):
    with open(path, "rb") as f:
        kind, width, height, most, raw = f.read().split(None, 4)
    if (kind, most) != (b"P5", b"255"):
        raise SystemExit(f"{path}: not a grey picture")
    width, height = int(width), int(height)
    raw = raw[-width * height:]
    return width, [raw[i * width:(i + 1) * width] for i in range(height)]


def render(pdf):
    shutil.rmtree(MADE, ignore_errors=True)
    os.makedirs(MADE)
    subprocess.run(("pdftoppm", "-r", "60", "-gray", pdf, os.path.join(MADE, "page")), check=True)
    for path in sorted(glob.glob(os.path.join(MADE, "*.pgm"))):
        write_png(path[:-4] + ".png", *read_pgm(path))
        os.remove(path)
    return sorted(glob.glob(os.path.join(MADE, "*.png")))


def far(a, b):
    """Share of points that differ."""
    (wa, ra), (wb, rb) = read_png(a), read_png(b)
    if wa != wb or len(ra) != len(rb):
        return 1.0
    n = sum(1 for x, y in zip(ra, rb) if x != y for p, q in zip(x, y) if abs(p - q) > FAR)
    return n / (wa * len(ra))


def compare(pdf, folder=KEPT):
    """Faults, one a line."""
    made = render(pdf)
    kept = sorted(glob.glob(os.path.join(folder, "*.png")))
    if [os.path.basename(p) for p in made] != [os.path.basename(p) for p in kept]:
        return [f"{len(made)} pages in {MADE}, {len(kept)} kept"]
    return [f"{a} differs from {b} in {d:.2%} of its points" for a, b in zip(made, kept)
            if (d := far(a, b)) > SHARE]


def keep(pdf, folder=KEPT):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.dirname(render(pdf)[0]), folder)


def sample_day(folder, punktum):
    """The documentation of the sample day, from its kept record; the PDF."""
    event, out = os.path.join(folder, "day.punktum"), os.path.join(folder, "day")
    zone = dict(os.environ, TZ="Europe/Berlin")
    subprocess.run((punktum, "new", event, "--record", DAY), check=True, env=zone,
                   stdout=subprocess.DEVNULL)
    db = sqlite3.connect(event)             # its code is new each time, and in the stage's picture
    db.execute("UPDATE setting SET value = 'K7MQ' WHERE name = 'code'")
    db.commit()
    db.close()
    subprocess.run((punktum, "export", event, out, "--format", "pdf"), check=True, env=zone,
                   stdout=subprocess.DEVNULL)
    return os.path.join(out, "Dokumentation.pdf")
