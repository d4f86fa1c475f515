#!/usr/bin/env python3
"""Structure of a tagged PDF, read with `qpdf --json`: what PDF/UA-1 wants and a machine can see
(A-12). Names every fault, one line each.
usage: tests/print/pdfua.py [--no-bookmarks] FILE.pdf...     status 1 when a file has faults
       (--no-bookmarks: prints for cutting, which have neither bookmarks nor headings)
"""
import json
import re
import subprocess
import sys

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
KNOWN = set(HEADINGS) | set(
    "Document Part Sect Div BlockQuote Caption TOC TOCI P L LI Lbl LBody Table TR TH TD THead TBody "
    "TFoot Span Quote Note Reference Link Figure Form Index NonStruct Private Art".split())
PARENTS = {"TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",), "LI": ("L",),
           "LBody": ("LI",), "Lbl": ("LI", "Note", "TOCI"), "TOCI": ("TOC",)}
# Operators that ink something. Everything of theirs must stand inside a tag or an artifact.
INK = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh",
       b"Do", b"EI"}
TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"    # nested strings
    rb"|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|/[^\s()<>\[\]{}/%]*|%[^\r\n]*|[^\s()<>\[\]{}/%]+", re.S)


def qpdf(*args):
    done = subprocess.run(("qpdf",) + args, capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


class File:
    def __init__(self, path):
        self.path = path
        self.faults = []
        status, out, err = qpdf("--json", "--json-stream-data=inline", "--decode-level=all", path)
        if status not in (0, 3):
            raise SystemExit(f"{path}: qpdf cannot read it: {err}")
        whole = json.loads(out)
        self.objects = whole["qpdf"][1]
        self.pages = [p["object"] for p in whole["pages"]]
        self.outlines = whole["outlines"]

    def fault(self, text):
        self.faults.append(text)

    def get(self, value):
        """The object behind a reference; streams give their dictionary."""
        for _ in range(8):
            if not (isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value)):
                break
            found = self.objects.get("obj:" + value, {})
            value = found["stream"]["dict"] if "stream" in found else found.get("value")
        return value

    def stream(self, ref):
        import base64
        found = self.objects.get("obj:" + ref, {})
        return base64.b64decode(found["stream"].get("data", "")) if "stream" in found else b""

    def key(self, value, name):
        value = self.get(value)
        return self.get(value.get(name)) if isinstance(value, dict) else None


def words(value):
    """A PDF string as qpdf prints it: u:text or b:hex."""
    if not isinstance(value, str):
        return ""
    return value[2:] if value.startswith("u:") else value


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def check_document(f, root):
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", words(f.key(root, "/Lang"))):
        f.fault("catalog: no /Lang")
    if f.key(f.key(root, "/MarkInfo"), "/Marked") is not True:
        f.fault("catalog: /MarkInfo is not marked")
    if f.key(f.key(root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        f.fault("catalog: DisplayDocTitle is not set")
    info = f.get(f.objects["trailer"]["value"].get("/Info"))
    title = words((info or {}).get("/Title"))
    if not title.strip():
        f.fault("info: no title")
    packet = f.stream(f.get(root).get("/Metadata") or "").decode("utf-8", "replace")
    if not re.search(r"pdfuaid:part(>|=\")1\b", packet):
        f.fault("metadata: no pdfuaid:part 1")
    found = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", packet, re.S)
    plain = found and found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if plain != title:
        f.fault("metadata: dc:title is not the title")
    if "<dc:language>" not in packet:
        f.fault("metadata: no dc:language")


def check_page(f, number, ref):
    """Walks the content: nothing inked outside of tags; gives the MCIDs in their order."""
    page = f.get(ref)
    if page.get("/Tabs") != "/S":
        f.fault(f"page {number}: /Tabs is not /S")
    if not isinstance(page.get("/StructParents"), int):
        f.fault(f"page {number}: no /StructParents")
    content = b"\n".join(f.stream(c) for c in as_list(page.get("/Contents")))
    open_tags, found, operands = [], [], []
    for token in TOKEN.findall(content):
        if token in (b"BDC", b"BMC"):
            text = b" ".join(operands)
            mcid = re.search(rb"/MCID (\d+)", text)
            artifact = operands[:1] == [b"/Artifact"]
            if mcid and any(o in ("tag", "artifact") for o in open_tags):
                f.fault(f"page {number}: tagged content inside tagged content")
            if mcid:
                found.append(int(mcid.group(1)))
            open_tags.append("tag" if mcid else "artifact" if artifact else "other")
        elif token == b"EMC":
            if not open_tags:
                f.fault(f"page {number}: EMC without a beginning")
            else:
                open_tags.pop()
        elif token in INK and not any(o in ("tag", "artifact") for o in open_tags):
            f.fault(f"page {number}: {token.decode()} outside of every tag")
        if token[:1].isalpha() or token in (b"'", b'"', b"f*", b"B*", b"b*"):
            operands = []
        else:
            operands.append(token)
    if open_tags:
        f.fault(f"page {number}: a tag is not closed")
    if len(set(found)) != len(found):
        f.fault(f"page {number}: an MCID twice")
    return found


class Walk:
    """The tree of elements in the order of reading."""

    def __init__(self, f):
        self.f, self.used, self.level, self.notes = f, {}, 0, set()
        self.order, self.links, self.elements = [], set(), 0

    def element(self, ref, parent):
        f, e = self.f, self.f.get(ref)
        tag = (e.get("/S") or "/?")[1:]
        self.elements += 1
        if tag not in KNOWN:
            f.fault(f"element {tag}: not a standard type")
        if tag in PARENTS and parent not in PARENTS[tag]:
            f.fault(f"element {tag}: stands in {parent}")
        if f.get(e.get("/P")) is None:
            f.fault(f"element {tag}: no parent")
        self.rules(tag, e)
        for kid in as_list(f.get(e.get("/K"))):
            self.kid(kid, tag, e, ref)

    def rules(self, tag, e):
        f = self.f
        attributes = [f.get(a) for a in as_list(f.get(e.get("/A")))]
        if tag == "Figure" and not words(f.get(e.get("/Alt"))).strip():
            f.fault("Figure without /Alt")
        if tag == "Figure" and not any(a.get("/O") == "/Layout" and
                                       len(as_list(f.get(a.get("/BBox")))) == 4
                                       for a in attributes):
            f.fault("Figure without /BBox")
        kids = [self.tag_of(k) for k in as_list(f.get(e.get("/K")))]
        if not kids and tag not in ("TD", "TH"):
            f.fault(f"element {tag}: empty")
        for parent, wanted in (("LI", "LBody"), ("TOCI", "Link"), ("L", "LI"), ("TOC", "TOCI"),
                               ("Table", "TR"), ("TR", "TH")):
            if tag == parent and wanted not in kids and not (tag == "TR" and "TD" in kids) \
                    and not (tag == "Table" and set(kids) & {"THead", "TBody"}):
                f.fault(f"element {tag}: no {wanted} in it")
        if tag == "L" and set(kids) - {"LI", "Caption"}:
            f.fault("element L: more than items")
        if tag == "TH" and not any(a.get("/O") == "/Table" and a.get("/Scope") in
                                   ("/Row", "/Column", "/Both") for a in attributes):
            f.fault("TH without /Scope")
        if tag == "Note":
            note = e.get("/ID")
            if not note or note in self.notes:
                f.fault("Note without an /ID of its own")
            self.notes.add(note)
        if tag in HEADINGS:
            level = int(tag[1])
            if level > self.level + 1:
                f.fault(f"heading {tag} follows H{self.level}" if self.level else
                        f"first heading is {tag}")
            self.level = level

    def tag_of(self, kid):
        value = self.f.get(kid)
        return (value.get("/S") or "/")[1:] if isinstance(value, dict) else ""

    def kid(self, kid, tag, e, ref):
        f, value = self.f, self.f.get(kid)
        if isinstance(value, int):
            self.content(e.get("/Pg"), value, ref)
        elif isinstance(value, dict) and value.get("/Type") == "/MCR":
            self.content(value.get("/Pg") or e.get("/Pg"), value.get("/MCID"), ref)
        elif isinstance(value, dict) and value.get("/Type") == "/OBJR":
            self.links.add(value.get("/Obj"))
            if tag != "Link":
                f.fault(f"annotation in {tag}")
        elif isinstance(value, dict):
            self.element(kid, tag)

    def content(self, page, mcid, ref):
        if (page, mcid) in self.used:
            self.f.fault("content belongs to two elements")
        self.used[(page, mcid)] = ref
        self.order.append((page, mcid))


def parent_tree(f, tree):
    """Number tree as a dictionary."""
    node, found = f.get(tree), {}
    for kid in as_list(f.key(node, "/Kids")):
        found.update(parent_tree(f, kid))
    nums = f.key(node, "/Nums") or []
    found.update(zip(nums[0::2], nums[1::2]))
    return found


def check_tree(f, root):
    tree = f.key(root, "/StructTreeRoot")
    if not isinstance(tree, dict):
        f.fault("catalog: no /StructTreeRoot")
        return 0
    walk, parents = Walk(f), parent_tree(f, tree.get("/ParentTree"))
    for kid in as_list(f.get(tree.get("/K"))):
        walk.element(kid, "")
    seen = set()
    for number, ref in enumerate(f.pages, 1):
        mcids = check_page(f, number, ref)
        back = f.get(parents.get(f.get(ref).get("/StructParents")))
        for mcid in mcids:
            seen.add((ref, mcid))
            if (ref, mcid) not in walk.used:
                f.fault(f"page {number}: content {mcid} belongs to no element")
            elif not (isinstance(back, list) and mcid < len(back)
                      and back[mcid] == walk.used[(ref, mcid)]):
                f.fault(f"page {number}: the parent tree does not lead from {mcid} to its element")
        check_annotations(f, number, ref, walk, parents)
    for page, mcid in walk.used:
        if (page, mcid) not in seen:
            f.fault(f"an element names content {mcid} that no page has")
    check_order(f, walk)
    return walk.level


def check_order(f, walk):
    """Reading order: pages ascend, and within a page the content as it was painted."""
    place = {ref: i for i, ref in enumerate(f.pages)}
    last = (-1, -1)
    for page, mcid in walk.order:
        now = (place.get(page, -1), mcid)
        if now < last:
            f.fault(f"page {now[0] + 1}: content {mcid} is read before what stands above it")
        last = max(last, now)


def check_annotations(f, number, ref, walk, parents):
    for a in as_list(f.get(f.get(ref).get("/Annots"))):
        value = f.get(a)
        if value.get("/Subtype") != "/Link":
            continue
        if a not in walk.links:
            f.fault(f"page {number}: a link outside of the tree")
        if not words(f.get(value.get("/Contents"))).strip():
            f.fault(f"page {number}: a link without /Contents")
        if value.get("/StructParent") not in parents:
            f.fault(f"page {number}: a link without a parent")
        if "/Dest" not in value and "/A" not in value:
            f.fault(f"page {number}: a link to nowhere")


def check_fonts(f):
    n = 0
    for name, found in f.objects.items():
        font = found.get("value") if isinstance(found, dict) else None
        if not isinstance(font, dict) or font.get("/Type") != "/Font":
            continue
        kind = font.get("/Subtype")
        if kind not in ("/CIDFontType0", "/CIDFontType2"):
            n += 1
            if "/ToUnicode" not in font:
                f.fault(f"font {font.get('/BaseFont')}: no /ToUnicode")
        if kind in ("/Type0", "/Type3"):
            continue
        descriptor = f.get(font.get("/FontDescriptor")) or {}
        if not any(k in descriptor for k in ("/FontFile", "/FontFile2", "/FontFile3")):
            f.fault(f"font {font.get('/BaseFont')}: not embedded")
    if n == 0:
        f.fault("no font")


def check_outlines(f):
    if not f.outlines:
        f.fault("no bookmarks")

    def each(items):
        for o in items:
            if not words(o.get("title") or "").strip() and not (o.get("title") or "").strip():
                f.fault("a bookmark without a title")
            if not o.get("destpageposfrom1"):
                f.fault(f"bookmark {o.get('title')}: leads nowhere")
            each(o.get("kids") or [])
    each(f.outlines)


def check(path, bookmarks=True):
    f = File(path)
    status, out, err = qpdf("--check", path)
    if status != 0 or "WARNING" in err:
        f.fault("qpdf --check: " + (err or out.decode("utf-8", "replace")).strip())
    root = f.objects["trailer"]["value"]["/Root"]
    check_document(f, root)
    level = check_tree(f, root)
    check_fonts(f)
    if bookmarks:
        check_outlines(f)
    if bookmarks and level == 0:
        f.fault("no heading")
    return f.faults


def main():
    bad = 0
    bookmarks = "--no-bookmarks" not in sys.argv
    for path in (a for a in sys.argv[1:] if not a.startswith("--")):
        for fault in check(path, bookmarks):
            print(f"{path}: {fault}")
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
