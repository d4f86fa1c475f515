/* The pass's part for pictures: stand-ins of three pixels become the files' own compressed data.
 * One thread. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/pdf_image.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

static void put_number(qpdf_data q, qpdf_oh dict, const char *key, int value) {
    qpdf_oh_replace_key(q, dict, key, qpdf_oh_new_integer(q, value));
}

static qpdf_oh predictor(qpdf_data q, const struct pdf_image *image) {
    qpdf_oh dict = qpdf_oh_new_dictionary(q);
    put_number(q, dict, "/Predictor", 15);
    put_number(q, dict, "/Colors", image->colours);
    put_number(q, dict, "/BitsPerComponent", 8);
    put_number(q, dict, "/Columns", image->width);
    return dict;
}

static void replace(qpdf_data q, qpdf_oh stream, const struct pdf_image *image) {
    qpdf_oh dict = qpdf_oh_get_dict(q, stream);
    qpdf_oh filter = qpdf_oh_new_name(q, image->jpeg ? "/DCTDecode" : "/FlateDecode");
    put_number(q, dict, "/Width", image->width);
    put_number(q, dict, "/Height", image->height);
    put_number(q, dict, "/BitsPerComponent", 8);
    qpdf_oh_replace_key(q, dict, "/ColorSpace",
                        qpdf_oh_new_name(q, image->colours == 1 ? "/DeviceGray" : "/DeviceRGB"));
    qpdf_oh_replace_stream_data(q, stream, image->data, image->len, filter,
                                image->jpeg ? qpdf_oh_new_null(q) : predictor(q, image));
}

static void look_at(const struct pdf *p, qpdf_data q, qpdf_oh stream) {
    unsigned char *pixels = NULL;
    size_t len = 0;
    qpdf_oh width = qpdf_oh_get_key(q, qpdf_oh_get_dict(q, stream), "/Width");
    if (!qpdf_oh_is_integer(q, width) || qpdf_oh_get_int_value(q, width) != 3)
        return;
    qpdf_oh_get_stream_data(q, stream, qpdf_dl_generalized, NULL, &pixels, &len);
    int index = pixels ? pdf_image_of(pixels, len) : -1;
    free(pixels);
    if (index >= 0 && index < p->images_n)
        replace(q, stream, &p->images[index]);
}

void pdf_pass_images(const struct pdf *p, qpdf_data q) {
    for (int page = 0; p->images_n && page < p->pages; page++) {
        qpdf_oh resources = qpdf_oh_get_key(q, qpdf_get_page_n(q, (size_t)page), "/Resources");
        qpdf_oh pictures = qpdf_oh_get_key_if_dict(q, resources, "/XObject");
        if (!qpdf_oh_is_dictionary(q, pictures))
            continue;
        qpdf_oh *found = NULL;
        int n = 0;
        qpdf_oh_begin_dict_key_iter(q, pictures);
        while (qpdf_oh_dict_more_keys(q)) {
            qpdf_oh *slot = pdf_grow((void **)&found, &n, sizeof *found);
            *slot = qpdf_oh_get_key(q, pictures, qpdf_oh_dict_next_key(q));
        }
        for (int i = 0; i < n; i++)
            if (qpdf_oh_is_stream(q, found[i]))
                look_at(p, q, found[i]);
        free(found);
    }
}
