#!/usr/bin/env python3
"""LibreOffice's own view of the sample day's documentation: it opens the ODT, keeps its headings,
tables, pictures, lists, sections and words when it stores it, sets it on about as many pages as the
PDF has, and sees in every sheet of the workbook the cells of our CSV. A file cut
off and one with a broken part are told from a whole one, so the check can fail.
"""
import collections
import csv
import glob
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import odf  # noqa: E402
import samples  # noqa: E402

SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def convert(target, out, *files):
    """LibreOffice's work, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(("soffice", "-env:UserInstallation=file://" + home, "--headless",
                        "--convert-to", target, "--outdir", out) + files, check=False,
                       capture_output=True, timeout=300)


def census(path):
    """How many of what, and the words; None for what is no ODT."""
    try:
        with zipfile.ZipFile(path) as z:
            body = ElementTree.fromstring(z.read("content.xml")).find(odf.OFFICE + "body")
    except (OSError, zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return None
    kinds = {"headings": odf.TEXT + "h", "tables": odf.TABLE + "table",
             "rows": odf.TABLE + "table-row", "pictures": odf.DRAW + "image",
             "sections": odf.TEXT + "section", "items": odf.TEXT + "list-item",
             "contents": odf.TEXT + "table-of-content", "bookmarks": odf.TEXT + "bookmark",
             "heads": odf.TABLE + "table-header-rows"}
    found = {name: len(list(body.iter(tag))) for name, tag in kinds.items()}
    found["words"] = collections.Counter(re.findall(r"\w+", " ".join(body.itertext())))
    found["words"].pop("svg", None)
    return found


def same(a, b):
    if a is None or b is None:
        return ["LibreOffice makes no ODT of it"]
    return ["%s: %s, then %s" % (k, a[k], b[k]) if k != "words" else
            "words: %s" % ((a[k] - b[k]) + (b[k] - a[k])) for k in a if a[k] != b[k]]


def pages(printed, theirs):
    """As many pages as the PDF, but for pages it leaves for notes or where a line more or less
    turns one."""
    ours, found = (int(re.search(r"Pages:\s+(\d+)", subprocess.run(
        ("pdfinfo", path), capture_output=True, check=True, text=True).stdout).group(1))
        for path in (printed, theirs))
    return [] if abs(ours - found) <= 2 else ["%d pages, %d in LibreOffice" % (ours, found)]


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as f:
        return [[plain(c) for c in row] for row in csv.reader(f)]


def cells(folder, out):
    faults = []
    theirs = [rows_of(p) for p in glob.glob(out + "/*.csv")]
    for path in glob.glob(os.path.join(folder, "CSV", "*-roh.csv")):
        rows = rows_of(path)
        if not any([r[:len(rows[0])] for r in t[:len(rows)]] == rows for t in theirs):
            faults.append("%s: no sheet says the same" % os.path.basename(path))
    return faults


def plain(cell):
    """Dates and numbers as we write them."""
    stamp = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4}) (\d\d:\d\d:\d\d)", cell)
    if stamp:
        return "%s-%s-%s %s" % (stamp.group(3), stamp.group(1), stamp.group(2), stamp.group(4))
    return "%.10g" % float(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell


def damage(path, out):
    """Cut off, and with a part that is no XML."""
    with open(path, "rb") as f:
        data = f.read()
    with open(out + "/cut.odt", "wb") as f:
        f.write(data[:len(data) // 2])
    infos, parts = odf.read(path)
    with zipfile.ZipFile(out + "/broken.odt", "w") as z:
        for i in infos:
            part = parts[i.filename]
            z.writestr(i, part[:len(part) * 2 // 3] if i.filename == "content.xml" else part)


def main():
    os.chdir(os.path.dirname(os.path.dirname(HERE)))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as where:
        folder = samples.export(samples.event_file(where, "day"), os.path.join(where, "day"))
        ours, stored = os.path.join(folder, "Dokumentation.odt"), os.path.join(where, "stored")
        damage(ours, where)
        convert("odt", stored, ours, where + "/cut.odt", where + "/broken.odt")
        convert("pdf", stored, ours)
        convert(SHEETS, os.path.join(where, "sheets"), os.path.join(folder, "Tabellen.xlsx"))
        whole = census(ours)
        for what, faults in (
                ("stored again", same(whole, census(stored + "/Dokumentation.odt"))),
                ("pages", pages(os.path.join(folder, "Dokumentation.pdf"),
                                stored + "/Dokumentation.pdf")),
                ("workbook", cells(folder, os.path.join(where, "sheets"))),
                ("cut off", [] if same(whole, census(stored + "/cut.odt")) else ["not seen"]),
                ("broken", [] if same(whole, census(stored + "/broken.odt")) else ["not seen"])):
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults[:6]:
                print("FAILED %s: %s" % (what, fault))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
