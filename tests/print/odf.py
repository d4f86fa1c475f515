"""An ODT read strictly, as far as OpenDocument 1.3 says what this writer uses; with the schema of
OASIS at hand (PUNKTUM_ODF_SCHEMA names its .rng) and jing installed, also against that. For
tests/print/formats and tests/print/office."""
import collections
import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from xml.etree import ElementTree

URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, STYLE, TEXT, TABLE, DRAW = (URN % n for n in ("office", "style", "text", "table", "drawing"))
SVG, XLINK = URN % "svg-compatible", "{http://www.w3.org/1999/xlink}"
MANIFEST, FO = URN % "manifest", URN % "xsl-fo-compatible"
FAMILY = {TEXT + "p": "paragraph", TEXT + "h": "paragraph", TEXT + "span": "text",
          TEXT + "a": "text", TEXT + "section": "section", TABLE + "table": "table",
          TABLE + "table-column": "table-column", TABLE + "table-cell": "table-cell",
          DRAW + "frame": "graphic", TEXT + "list": "list"}


def read(path):
    with zipfile.ZipFile(path) as z:
        return z.infolist(), {n: z.read(n) for n in z.namelist()}


def words(e):
    """What a heading or an entry says, without its page number."""
    return "".join(e.itertext())


def package(infos, parts):
    first = infos[0]
    if first.filename != "mimetype" or first.compress_type or first.extra:
        yield "mimetype is not first, stored and bare"
    if parts["mimetype"] != b"application/vnd.oasis.opendocument.text":
        yield "mimetype says %r" % parts["mimetype"]
    if len({i.date_time for i in infos}) != 1:
        yield "several times"
    listed = [e.get(MANIFEST + "full-path") for e in ElementTree.fromstring(
        parts["META-INF/manifest.xml"]).iter(MANIFEST + "file-entry")]
    if sorted(listed) != sorted({"/"} | set(parts) - {"mimetype", "META-INF/manifest.xml"}):
        yield "manifest: %s" % sorted(set(listed) ^ set(parts))


def styles_of(*trees):
    """Names by family, and parents."""
    known, parents = collections.defaultdict(set), {}
    for tree in trees:
        for s in tree.iter(STYLE + "style"):
            name, family = s.get(STYLE + "name"), s.get(STYLE + "family")
            known[family].add(name)
            if s.get(STYLE + "parent-style-name"):
                parents[family, name] = s.get(STYLE + "parent-style-name")
        known["list"] |= {s.get(STYLE + "name") for s in tree.iter(TEXT + "list-style")}
        known["master"] |= {s.get(STYLE + "name") for s in tree.iter(STYLE + "master-page")}
    return known, parents


def uses(content, styles):
    known, parents = styles_of(content, styles)
    for (family, name), parent in parents.items():
        if parent not in known[family]:
            yield "style %s: no %s above it" % (name, parent)
    for e in list(content.iter()) + list(styles.iter()):
        prefix = {"table": TABLE, "graphic": DRAW}.get(FAMILY.get(e.tag, "").split("-")[0], TEXT)
        name = e.get(prefix + "style-name")
        if e.tag in FAMILY and name and name not in known[FAMILY[e.tag]]:
            yield "%s: no style %s" % (e.tag.split("}")[1], name)
        master = e.get(STYLE + "master-page-name") or e.get(STYLE + "next-style-name")
        if e.tag == STYLE + "master-page" and master and master not in known["master"]:
            yield "no page style %s" % master
    faces = {f.get(STYLE + "name") for f in styles.iter(STYLE + "font-face")}
    for e in list(styles.iter(STYLE + "text-properties")):
        for key in ("font-name", "font-name-asian", "font-name-complex"):
            if e.get(STYLE + key, next(iter(faces))) not in faces:
                yield "no font %s" % e.get(STYLE + key)
        if e.get(FO + "font-size") and not e.get(STYLE + "font-size-complex") \
                and len(e.attrib) > 2 and e.get(FO + "color") is None:
            yield "a size for Latin letters alone"


def structure(content):
    for t in content.iter(TABLE + "table"):
        columns = len(list(t.iter(TABLE + "table-column")))
        heads = t.find(TABLE + "table-header-rows")
        if heads is None:
            yield "a table without a head that is repeated"
        for row in t.iter(TABLE + "table-row"):
            if len(row.findall(TABLE + "table-cell")) != columns:
                yield "a row of %d cells in %d columns" % (len(row), columns)
    for f in content.iter(DRAW + "frame"):
        if f.find(DRAW + "image") is not None and not (f.findtext(SVG + "desc") or "").strip():
            yield "a picture without words"
        if not f.get(TEXT + "anchor-type"):
            yield "a frame without an anchor"
    for kind, key in ((TEXT + "bookmark", TEXT + "name"), (DRAW + "frame", DRAW + "name"),
                      (TABLE + "table", TABLE + "name"), (TEXT + "section", TEXT + "name")):
        names = [e.get(key) for e in content.iter(kind)]
        if len(names) != len(set(names)):
            yield "%s: a name twice" % kind.split("}")[1]
    anchors = {b.get(TEXT + "name") for b in content.iter(TEXT + "bookmark")}
    for a in content.iter(TEXT + "a"):
        to = a.get(XLINK + "href")
        if to.startswith("#") and to[1:] not in anchors:
            yield "%s leads nowhere" % to
    levels = [int(h.get(TEXT + "outline-level")) for h in content.iter(TEXT + "h")]
    if any(b > a + 1 for a, b in zip([0] + levels, levels)):
        yield "a heading leaves out a level: %s" % levels


def contents(content, pdf):
    """Every chapter with a link and the page on which the PDF has it."""
    chapters = [words(h) for h in content.iter(TEXT + "h") if h.get(TEXT + "outline-level") == "1"]
    entries = [(words(a), a) for p in content.iter(TEXT + "index-body") for a in p.iter(TEXT + "a")]
    pages = subprocess.run(("pdftotext", "-layout", pdf, "-"), capture_output=True, check=True,
                           text=True).stdout.split("\f")
    squeezed = [re.sub(r"\W", "", p) for p in pages]
    if len(entries) != len(chapters):
        yield "%d entries for %d chapters" % (len(entries), len(chapters))
    for (text, _), title in zip(entries, chapters):
        match = re.fullmatch(r"(.*?)(\d+)", text)
        if not match or match.group(1) != title:
            yield "entry %r for %r" % (text, title)
        elif re.sub(r"\W", "", title)[:30] not in squeezed[int(match.group(2)) - 1]:
            yield "%r is not on the PDF's page %s" % (title, match.group(2))


def schema(parts):
    rng = os.environ.get("PUNKTUM_ODF_SCHEMA")
    if not rng or not shutil.which("jing"):
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content.xml", "styles.xml", "meta.xml"):
            with open(os.path.join(folder, name), "wb") as f:
                f.write(parts[name])
            said = subprocess.run(("jing", "-i", rng, os.path.join(folder, name)),
                                  capture_output=True, text=True, check=False).stdout
            yield from re.findall(r".*error: .*", said)


def check(path, pdf, language="de"):
    infos, parts = read(path)
    try:
        content, styles, meta = (ElementTree.fromstring(parts[n]) for n in
                                 ("content.xml", "styles.xml", "meta.xml"))
    except ElementTree.ParseError as e:
        return [str(e)]
    faults = list(package(infos, parts)) + list(uses(content, styles)) + list(structure(content))
    if language not in [e.text for e in meta.iter("{http://purl.org/dc/elements/1.1/}language")]:
        faults.append("language of meta.xml")
    return faults + (list(contents(content, pdf)) if pdf else []) + list(schema(parts))


DEFECTS = {
    "style": (b'text:style-name="Lead"', b'text:style-name="Leat"'),
    "cell": (b"<table:table-header-rows>", b"<table:table-header-rows><table:table-row/>"),
    "link": (b'xlink:href="#', b'xlink:href="#x'),
    "words": (b"<svg:desc>", b"<svg:desc/><svg:desc>"),
    "level": (b'text:outline-level="1"><text:bookmark', b'text:outline-level="3"><text:bookmark'),
}


def planted(path):
    for name, (old, new) in DEFECTS.items():
        out = io.BytesIO()
        infos, parts = read(path)
        with zipfile.ZipFile(out, "w") as z:
            for i in infos:
                data = parts[i.filename]
                z.writestr(i, data.replace(old, new, 1) if i.filename == "content.xml" else data)
        yield name, check(out, None)
