/* Reading and writing accounts.json: {"accounts": [{id, name, role, password}], "sessions":
 * [{account, since, token}]}. The file is read once; a stranger's or broken one is refused, never
 * overwritten. */
#include "admin/accounts_file.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/json.h"
#include "lib/log.h"

static const struct { enum desk_role role; const char *name; } roles[] = {
    { DESK_HELPER, "helper" }, { DESK_MODERATION, "moderation" },
    { DESK_ORGANISATION, "organisation" },
};

const char *account_role_name(enum desk_role role) {
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (roles[i].role == role)
            return roles[i].name;
    return "nobody";
}

enum desk_role account_role_of(const char *name) {
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strcmp(roles[i].name, name) == 0)
            return roles[i].role;
    return DESK_NOBODY;
}

static bool read_account(struct account *one, const json_t *row) {
    one->id = json_int(row, "id", 0);
    one->role = account_role_of(json_text(row, "role", ""));
    return one->id > 0 && one->role != DESK_NOBODY &&
           str_copy(one->name, sizeof one->name, json_text(row, "name", "")) && one->name[0] &&
           str_copy(one->hash, sizeof one->hash, json_text(row, "password", "")) && one->hash[0];
}

static bool read_session(struct account_session *one, const json_t *row) {
    one->account = json_int(row, "account", 0);
    one->since_ms = json_int(row, "since", 0);
    return str_unhex(one->hash, sizeof one->hash, json_text(row, "token", ""));
}

static bool read_set(struct account_set *set, const json_t *root) {
    const json_t *accounts = json_list(root, "accounts"), *sessions = json_list(root, "sessions");

    if (!accounts || json_array_size(accounts) > ACCOUNTS_MAX)
        return false;
    for (size_t i = 0; i < json_array_size(accounts); i++)
        if (!read_account(&set->accounts[set->accounts_n++], json_array_get(accounts, i)))
            return false;
    for (size_t i = 0; i < json_array_size(sessions) && i < SESSIONS_MAX; i++)
        if (read_session(&set->sessions[set->sessions_n], json_array_get(sessions, i)))
            set->sessions_n++;
    return true;
}

bool account_file_read(struct account_set *set, const char *path, char *error, size_t size) {
    json_t *root;
    bool well;

    if (access(path, F_OK) != 0 && errno == ENOENT)
        return true;
    if (!(root = json_read_file(path, error, size)))
        return false;
    if (!(well = read_set(set, root)))
        str_format(error, size, "%s: these are not the desk's accounts", path);
    json_decref(root);
    return well;
}

static json_t *set_json(const struct account_set *set) {
    json_t *accounts = json_array(), *sessions = json_array();
    char hex[2 * SECRET_HASH + 1];

    for (size_t i = 0; i < set->accounts_n; i++) {
        const struct account *one = &set->accounts[i];
        json_array_append_new(accounts, json_pack("{s:I, s:s, s:s, s:s}", "id", (json_int_t)one->id,
            "name", one->name, "role", account_role_name(one->role), "password", one->hash));
    }
    for (size_t i = 0; i < set->sessions_n; i++) {
        const struct account_session *one = &set->sessions[i];
        str_hex(hex, one->hash, SECRET_HASH);
        json_array_append_new(sessions, json_pack("{s:I, s:I, s:s}", "account",
            (json_int_t)one->account, "since", (json_int_t)one->since_ms, "token", hex));
    }
    return json_pack("{s:o, s:o}", "accounts", accounts, "sessions", sessions);
}

static bool write_all(int fd, const char *bytes, size_t len) {
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return fsync(fd) == 0;
}

/* The new name is on the disk when its folder is. */
static bool sync_folder(const char *path) {
    struct str dir = STR_INIT;
    const char *slash = strrchr(path, '/');
    int fd;
    bool well;

    str_add(&dir, path, slash ? (size_t)(slash - path + 1) : 0);
    fd = open(dir.len ? dir.data : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    well = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    str_release(&dir);
    return well;
}

bool account_file_write(const struct account_set *set, const char *path) {
    json_t *root = set_json(set);
    struct str text = STR_INIT, fresh = STR_INIT;
    bool well = false;
    int fd;

    json_write(&text, root);
    json_decref(root);
    str_printf(&fresh, "%s.new", path);
    fd = open(fresh.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0) {
        well = fchmod(fd, 0600) == 0 && write_all(fd, text.data, text.len);
        well = close(fd) == 0 && well;
        well = well && rename(fresh.data, path) == 0 && sync_folder(path);
    }
    if (!well && fd >= 0)
        unlink(fresh.data);
    if (!well)
        log_line(LOG_ERROR, "accounts could not be written: %s", strerror(errno));
    secret_wipe(text.data, text.len);
    str_release(&text);
    str_release(&fresh);
    return well;
}
