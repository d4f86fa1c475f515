/* The storage engine's name, for --version (K-11). Any thread. */
#include <sqlite3.h>
#include "events/book/book.h"

const char *book_engine(void) {
    return "SQLite " SQLITE_VERSION;
}
