/* Writes the hand-made documentation (demo.c) as PDF, for tests/print/run.
 * usage: write FILE.pdf [small | CARDS ITEMS PHOTOS]     with numbers: a large one, for time */
#include <stdio.h>
#include <stdlib.h>
#include "admin/print/write_pdf.h"
#include "tests/print/demo.h"

int main(int argc, char **argv) {
    char error[300] = "";
    struct doc_pages pages = { 0 };
    if (argc < 2)
        return 2;
    struct doc *d = argc == 2 ? demo_doc() : argc < 5 ? demo_small()
        : demo_large(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]));
    bool well = write_pdf(d, argv[1], &pages, NULL, NULL, error, sizeof error);
    for (size_t i = 0; i < pages.n; i++)
        printf("%s %d\n", pages.list[i].id, pages.list[i].page);
    if (!well)
        fprintf(stderr, "%s\n", error);
    doc_pages_release(&pages);
    doc_free(d);
    return !well;
}
