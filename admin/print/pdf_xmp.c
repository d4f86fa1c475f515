/* The metadata packet of a PDF: title, language, dates, and that it follows PDF/UA-1. Pure. */
#include <string.h>
#include <time.h>
#include "admin/print/pdf_inside.h"

static void escaped(struct str *out, const char *text) {
    for (; *text; text++)
        switch (*text) {
        case '&': str_puts(out, "&amp;"); break;
        case '<': str_puts(out, "&lt;"); break;
        case '>': str_puts(out, "&gt;"); break;
        default: str_putc(out, *text);
        }
}

static void element(struct str *out, const char *before, const char *text, const char *after) {
    if (!*text)
        return;
    str_puts(out, before);
    escaped(out, text);
    str_puts(out, after);
}

void pdf_xmp(struct str *out, const struct pdf *p) {
    time_t seconds = (time_t)(p->made_ms / 1000);
    struct tm t;
    char date[32];
    gmtime_r(&seconds, &t);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &t);
    str_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
             "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
             "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
             " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
             " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
             " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
             "<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n");
    element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->title,
            "</rdf:li></rdf:Alt></dc:title>\n");
    element(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->subject,
            "</rdf:li></rdf:Alt></dc:description>\n");
    element(out, "<dc:creator><rdf:Seq><rdf:li>", p->author, "</rdf:li></rdf:Seq></dc:creator>\n");
    element(out, "<dc:language><rdf:Bag><rdf:li>", p->language,
            "</rdf:li></rdf:Bag></dc:language>\n");
    str_printf(out, "<xmp:CreatorTool>Punktum</xmp:CreatorTool>\n"
               "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
               "<pdf:Producer>Punktum (cairo, qpdf)</pdf:Producer>\n"
               "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>", date, date);
}
