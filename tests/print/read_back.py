#!/usr/bin/env python3
"""Reads documents back and compares them with the texts that went into them (tests/print/nasty.txt
through every writer): each text arrives whole and as text, nothing of it becomes markup, a script, a
formula or a link.

    tests/print/read_back.py DIR [--office]

DIR holds words.json (the texts, cleaned) and what the writers make: Dokumentation.pdf, .odt, .html,
.zip, Tabellen.xlsx, CSV, Diagramme, Programm.ics, and chart.svg. --office lets LibreOffice open ODT and XLSX as well and looks at what it understood.
"""
import csv
import functools
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import pdfua  # noqa: E402

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
found = []


def check(good, what):
    if not good:
        found.append(what)


class Page(HTMLParser):
    """Tags, attributes and the text of each card."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.cards, self.stack = set(), set(), [], []
        self.links, self.headings, self.ids, self.alts = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        attrs = dict(attrs)
        self.attributes.update(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.alts += [attrs.get("alt", "")] if tag == "img" else []
        if tag == "th":
            check(attrs.get("scope") in ("row", "col"), "HTML: a head without scope")
        self.links += [attrs[a] for a in ("href", "src") if a in attrs]
        if tag in ("meta", "img", "path", "br", "link"):
            return
        self.stack.append((tag, attrs.get("class", "")))
        if tag == "p" and ("ul", "cards") in self.stack:
            self.cards.append("")
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")

    def handle_endtag(self, tag):
        if tag in ("meta", "img", "path", "br", "link"):
            return
        check(bool(self.stack) and self.stack[-1][0] == tag, "HTML: </%s> closes %s" %
              (tag, self.stack[-1:]))
        if self.stack:
            self.stack.pop()

    def handle_data(self, data):
        tags = [t for t, _ in self.stack]
        if ("ul", "cards") in self.stack and "p" in tags:
            self.cards[-1] += data
        if tags and tags[-1] in ("h1", "h2", "h3"):
            self.headings[-1] += data


def html(path, words):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    page = Page()
    page.feed(text)
    page.close()
    check(not page.stack, "HTML: left open: %s" % page.stack)
    allowed = set("html head meta title style body a header svg path p h1 h2 h3 nav ol ul li main "
                  "article section div table caption thead tbody tr th td sup span small strong em "
                  "blockquote footer figure img figcaption b bdi".split())
    check(page.tags <= allowed, "HTML: tags %s" % (page.tags - allowed))
    check(not [a for a in page.attributes if a.startswith("on") or a == "style"],
          "HTML: attributes %s" % page.attributes)
    for link in page.links:
        check(link.startswith(("#", "https://", "data:image/png;base64,",
                               "data:image/jpeg;base64,")), "HTML: link %r" % link[:60])
    check(len(page.ids) == len(set(page.ids)), "HTML: an id twice")
    for link in page.links:
        check(link[0] != "#" or link[1:] in page.ids, "HTML: %s leads nowhere" % link)
    check("" not in page.alts, "HTML: a picture without words")
    for word in words:
        check(word in page.cards, "HTML: card %r is missing" % word)
    check(text.startswith("<!DOCTYPE html>\n<html lang=\"de\">"), "HTML: language")
    check(page.headings[0] == words[2], "HTML: title %r" % page.headings[0])


def odt_text(element):
    """What a paragraph says, with OpenDocument's white space undone."""
    out = element.text or ""
    for child in element:
        if child.tag == TEXT + "line-break":
            out += "\n"
        elif child.tag == TEXT + "tab":
            out += "\t"
        elif child.tag == TEXT + "s":
            out += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag not in (DRAW + "frame",):
            out += odt_text(child)
        out += child.tail or ""
    return out


def odt(path, words):
    with zipfile.ZipFile(path) as z:
        first = z.infolist()[0]
        check(first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and
              not first.extra, "ODT: mimetype is not first, stored and bare")
        check(z.testzip() is None, "ODT: broken ZIP")
        names = z.namelist()
        check(not [n for n in names if ".." in n or n.startswith("/")], "ODT: names %s" % names)
        body = z.read("content.xml").decode()
        content = ElementTree.fromstring(body)
        manifest = z.read("META-INF/manifest.xml").decode()
        for name in ("styles.xml", "meta.xml", "META-INF/manifest.xml"):
            ElementTree.fromstring(z.read(name))
        meta = z.read("meta.xml").decode()
        styles = z.read("styles.xml").decode()
    for name in names[1:]:
        check(name == "META-INF/manifest.xml" or 'full-path="%s"' % name in manifest,
              "ODT: %s is not in the manifest" % name)
    check("<dc:language>de</dc:language>" in meta, "ODT: language")
    parents = dict(re.findall(r'style:name="([^"]+)"[^>]*style:parent-style-name="([^"]+)"', body))
    paragraphs = [odt_text(p) for p in content.iter(TEXT + "p")
                  if parents.get(p.get(TEXT + "style-name"), p.get(TEXT + "style-name"))
                  in ("Card", "Card_20_with_20_source")]
    for word in words:
        check(word in paragraphs,
              "ODT: card %r is missing" % word)
    used = set(re.findall(r'text:style-name="([^"]+)"', ElementTree.tostring(
        content, encoding="unicode").replace("ns", "ns")))
    for element in content.iter():
        name = element.get(TEXT + "style-name")
        if name:
            used.add(name)
    known = set(re.findall(r'style:name="([^"]+)"', styles))
    with zipfile.ZipFile(path) as z:
        known |= set(re.findall(r'style:name="([^"]+)"', z.read("content.xml").decode()))
    check(used <= known, "ODT: styles without a definition: %s" % (used - known))
    for frame in content.iter(DRAW + "frame"):
        if frame.find(DRAW + "image") is None:
            continue                        # holds a picture with its caption
        desc = frame.find(SVG + "desc")
        check(desc is not None and (desc.text or "").strip() != "", "ODT: picture without words")
    anchors = {b.get(TEXT + "name") for b in content.iter(TEXT + "bookmark")}
    for link in content.iter(TEXT + "a"):
        href = link.get(XLINK + "href")
        check(href.startswith("https://") or href[1:] in anchors, "ODT: link %r" % href)
    check([h for h in content.iter(TEXT + "h") if h.get(TEXT + "outline-level") == "2"],
          "ODT: no headings of level 2")


def xlsx(path, words):
    with zipfile.ZipFile(path) as z:
        parts = {n: z.read(n).decode() for n in z.namelist() if n.endswith(".xml")}
    for name, text in parts.items():
        ElementTree.fromstring(text)
        check("<f>" not in text and "<hyperlink" not in text, "XLSX: formula in %s" % name)
        if "worksheets/" in name:
            check("<autoFilter" in text and 'state="frozen"' in text, "XLSX: %s" % name)
    tree = ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    strings = {"".join(t.text or "" for t in si.iter() if t.tag.endswith("}t")) for si in tree}
    for word in words:
        check(word in strings, "XLSX: %r is missing" % word)


def svg(path):
    tree = ElementTree.parse(path).getroot()
    check(float(tree.get("width").rstrip("pt")) >= 1600, "SVG: width")
    tags = {e.tag.split("}")[-1] for e in tree.iter()}
    check("script" not in tags and "a" not in tags and "foreignObject" not in tags,
          "SVG: tags %s" % tags)
    check({"title", "desc"} <= tags, "SVG: no words for those who do not see it")


@functools.cache
def has_font(sign):
    """No font here knows it: it stands in the PDF as a box, which nobody can read."""
    return sign < "\u0250" or subprocess.run(["fc-list", ":charset=%x" % ord(sign)], check=True,
                                             capture_output=True).stdout != b""


def bare(text):
    """Letters and signs that have ink: spaces, hyphens and what only steers do not count."""
    text = unicodedata.normalize("NFKC", "".join(c for c in text if has_font(c)))
    return "".join(c for c in text if c not in "-\u2010" and not c.isspace() and
                   unicodedata.category(c) not in ("Cf", "Cn", "Co", "Mn", "Me", "Cc"))


def strings(value, key):
    """Texts under key anywhere in what qpdf says of a file."""
    if isinstance(value, dict):
        for k, v in value.items():
            if k == key and isinstance(v, str):
                yield v
            yield from strings(v, key)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v, key)


def pdf(path, words):
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    check(checked.returncode == 0, "PDF: " + checked.stdout + checked.stderr)
    for fault in pdfua.check(path):
        check(False, "PDF: " + fault)
    text = bare(subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], check=True,
                               capture_output=True).stdout.decode("utf-8"))
    letters = set(text)
    for word in words:
        joined = any(c >= "\u0590" and unicodedata.category(c).startswith("L") for c in word)
        # of scripts that join or run from right to left poppler gives the letters, not their order
        check(bare(word) in text or (joined and set(bare(word)) <= letters),
              "PDF: %r is missing" % word)
    told = json.loads(subprocess.run(["qpdf", "--json", path], check=True,
                                     capture_output=True).stdout)
    actions = [v for v in strings(told, "/S") if v in ("/JavaScript", "/Launch", "/SubmitForm")]
    check(not actions and not list(strings(told, "/JS")), "PDF: actions %s" % actions)
    for link in strings(told, "/URI"):
        check(re.match("(u:)?https?://", link), "PDF: link %r" % link)
    for key in ("/Alt", "/Title"):
        for said in strings(told, key):
            check(said.startswith("u:") and "\0" not in said, "PDF: %s %r" % (key, said))
    titles = " ".join(bare(t[2:]) for t in strings(told, "/Title"))
    check(bare(words[0]) in titles, "PDF: no bookmark %r" % words[0])
    meta = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", xmp_of(path), re.S)
    check(meta is not None, "PDF: no XMP")
    told = "".join(ElementTree.fromstring(meta.group(0)).itertext()) if meta else ""
    check(bare(words[2]) in bare(told), "PDF: the title is not in XMP: %r" % told)


def xmp_of(path):
    """The file with its streams unpacked."""
    return subprocess.run(["qpdf", "--qdf", "--stream-data=uncompress", path, "-"], check=True,
                          capture_output=True).stdout


def ics(path, words):
    with open(path, "rb") as f:
        data = f.read()
    lines = data.decode("utf-8").split("\r\n")
    check(lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""], "iCalendar: ends")
    check(b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b""),
          "iCalendar: bare line ends")
    check(all(len(line.encode()) <= 75 for line in lines), "iCalendar: lines over 75 bytes")
    whole = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    open_now = []
    for line in whole:
        name, colon, value = line.partition(":")
        check(colon and re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;,\x00-\x1f]+)*", name),
              "iCalendar: %r" % line)
        if name == "BEGIN":
            open_now.append(value)
        elif name == "END":
            check(open_now and open_now.pop() == value, "iCalendar: END:%s" % value)
    said = {re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), v)
            for v in (line.partition(":")[2] for line in whole if line.startswith("SUMMARY"))}
    check(any(words[0] in text for text in said), "iCalendar: %r is missing" % words[0])


def csv_folder(path, words):
    """Those for spreadsheets compute nothing; those for programs ("-roh") are as typed."""
    cells = {True: set(), False: set()}
    for name in sorted(os.listdir(path)):
        raw = name.endswith("-roh.csv")
        check(re.fullmatch(r"[a-z0-9-]+\.csv", name), "CSV: a file called %r" % name)
        with open(os.path.join(path, name), encoding="utf-8" if raw else "utf-8-sig",
                  newline="") as f:
            rows = list(csv.reader(f, delimiter="," if raw else ";", strict=True))
        check(not raw or len({len(row) for row in rows}) == 1, "CSV: %s: rows differ" % name)
        for cell in (cell for row in rows for cell in row):
            check(raw or not re.match(r"[=+@\t\r\uff1d\uff0b\uff0d\uff20]", cell) and
                  (not cell.startswith("-") or re.fullmatch(r"-?[\d.,]*", cell)),
                  "CSV: %s: a formula %r" % (name, cell))
            cells[raw].add(cell if raw else cell.removeprefix("'"))
            cells[raw].add(cell)
    for word in words:
        check(word in cells[True] and word in cells[False], "CSV: %r is missing" % word)


def charts(path, words):
    names = sorted(os.listdir(path))
    check(names and all(re.fullmatch(r"[a-z0-9-]+\.(png|svg)", n) for n in names),
          "charts: names %s" % names)
    for name in names:
        with open(os.path.join(path, name), "rb") as f:
            data = f.read()
        if name.endswith(".png"):
            check(data.startswith(b"\x89PNG") and data.endswith(b"IEND\xaeB`\x82"), "chart " + name)
            continue
        svg(os.path.join(path, name))
        said = "".join(ElementTree.fromstring(data).itertext())
        for word in words if name.startswith("03") else ():
            check(word in said, "%s: %r is not told in words" % (name, word))


def zipped(path, folder):
    with zipfile.ZipFile(path) as z:
        check(z.testzip() is None, "ZIP: broken")
        names = z.namelist()
        check(len(names) == len({n.lower() for n in names}), "ZIP: a name twice: %s" % names)
        for name in names:
            check(re.fullmatch(r"([A-Za-z]+/)?[A-Za-z0-9-]+\.[a-z]+", name) and not re.match(
                r"(.*/)?(con|prn|aux|nul|com\d|lpt\d)\.", name, re.I), "ZIP: name %r" % name)
            if name != "LIESMICH.html":
                with open(os.path.join(folder, name), "rb") as f:
                    check(z.read(name) == f.read(), "ZIP: %s is another file" % name)
        page, text = Page(), z.read("LIESMICH.html").decode("utf-8")
        page.feed(text)
        page.close()
        check(not page.stack and "script" not in page.tags and text.count("<svg") == 1,
              "ZIP: contents page: %s" % page.tags)       # the one picture is our cover's
        for link in page.links:
            check(link in names or link.startswith("#"), "ZIP: link %r" % link)


def office(folder, words):
    """LibreOffice opens them without a question and finds the same."""
    with tempfile.TemporaryDirectory() as home:
        for name, target, ending in (("Dokumentation.odt", "txt:Text (encoded):UTF8", "txt"),
                                     ("Tabellen.xlsx", "ods", "ods")):
            subprocess.run(["soffice", "-env:UserInstallation=file://" + home, "--headless",
                            "--convert-to", target, "--outdir", home,
                            os.path.join(folder, name)], check=True, capture_output=True,
                           timeout=240)
            out = os.path.join(home, name.rsplit(".", 1)[0] + "." + ending)
            check(os.path.exists(out), "LibreOffice does not open %s" % name)
            if ending == "ods":
                with zipfile.ZipFile(out) as z:
                    check(b"table:formula" not in z.read("content.xml"),
                          "LibreOffice computes something in %s" % name)
                continue
            with open(out, encoding="utf-8-sig") as f:
                text = re.sub(r"\s+", " ", f.read())
            for word in words:
                check(re.sub(r"\s+", " ", word).strip() in text, "LibreOffice: %r" % word)


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "words.json"), encoding="utf-8") as f:
        words = json.load(f)
    check(len(words) > 30, "too few texts: %d" % len(words))
    html(os.path.join(folder, "Dokumentation.html"), words)
    odt(os.path.join(folder, "Dokumentation.odt"), words)
    xlsx(os.path.join(folder, "Tabellen.xlsx"), words)
    svg(os.path.join(folder, "chart.svg"))
    pdf(os.path.join(folder, "Dokumentation.pdf"), words)
    ics(os.path.join(folder, "Programm.ics"), words)
    csv_folder(os.path.join(folder, "CSV"), words)
    charts(os.path.join(folder, "Diagramme"), words)
    zipped(os.path.join(folder, "Dokumentation.zip"), folder)
    if "--office" in sys.argv[2:]:
        office(folder, words)
    for line in found:
        print(line)
    return 1 if found else 0


sys.exit(main())
