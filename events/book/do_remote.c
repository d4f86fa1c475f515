/* Moderators' links and those of shared tablets: made, bound to a device, revoked. Writer thread.
 * Only hashes are stored. A tablet's link never makes a moderator, nor the other way round. */
#include <string.h>
#include "events/book/write.h"

static void log_remote(struct writer *w, const char *what, int64_t remote, const char *account) {
    db_do(w->db, "INSERT INTO step (at_ms, remote, account, what) VALUES ($1, $2, $3, $4)", "iitt",
          w->now.wall_ms, remote, account, what);
    w->dirty.remotes = w->dirty.any = true;
}

enum book_result do_remote_add(struct writer *w, const struct book_cmd *cmd,
                               struct book_reply *reply) {
    const struct book_remote *r = &cmd->as.remote_cmd;
    static const unsigned char none[BOOK_HASH];
    reply->id = db_one(w->db, 0, "SELECT id FROM remote WHERE token_hash = $1", "h",
                       r->token_hash);
    if (reply->id) return BOOK_AGAIN;
    reply->id = db_one(w->db, 0, "INSERT INTO remote (label, token_hash, stage, tablet, "
        "created_ms) VALUES ($1, $2, $3, $4, $5) RETURNING id", "thddi", r->label, r->token_hash,
        (int)r->stage, (int)r->tablet, w->now.wall_ms);
    if (memcmp(r->session_hash, none, BOOK_HASH))
        db_do(w->db, "UPDATE remote SET session_hash = $2 WHERE id = $1", "ih", reply->id,
              r->session_hash);
    log_remote(w, "remote_add", cmd->remote, cmd->as.remote_cmd.account);
    return BOOK_OK;
}

/* The first device takes the link's own row. A further one with the same link (two moderators scan
 * the same code) gets a row of its own, so that it can be seen and revoked by itself; its token
 * hash is its session's, which nobody can present as a link. */
enum book_result do_remote_bind(struct writer *w, const struct book_cmd *cmd,
                                struct book_reply *reply) {
    const struct book_remote *r = &cmd->as.remote_cmd;
    int64_t link = db_one(w->db, 0, "SELECT id FROM remote WHERE token_hash = $1 "
        "AND revoked_ms IS NULL AND stage = 0 AND tablet = $2", "hd", r->token_hash,
        (int)r->tablet);
    if (!link) return BOOK_NOT_ALLOWED;
    reply->id = db_one(w->db, 0, "UPDATE remote SET session_hash = $2, seen_ms = $3 "
        "WHERE id = $1 AND session_hash IS NULL RETURNING id", "ihi", link, r->session_hash,
        w->now.wall_ms);
    if (!reply->id)
        reply->id = db_one(w->db, 0, "INSERT INTO remote (label, token_hash, session_hash, "
            "tablet, created_ms, seen_ms) SELECT label, $2, $2, tablet, $3, $3 FROM remote "
            "WHERE id = $1 RETURNING id", "ihi", link, r->session_hash, w->now.wall_ms);
    log_remote(w, "remote_bind", reply->id, cmd->as.remote_cmd.account);
    return BOOK_OK;
}

enum book_result do_remote_revoke(struct writer *w, const struct book_cmd *cmd,
                                  struct book_reply *reply) {
    reply->id = cmd->as.remote_cmd.remote;
    db_do(w->db, "UPDATE remote SET revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL", "ii",
          reply->id, w->now.wall_ms);
    if (!db_changes(w->db)) return BOOK_AGAIN;
    log_remote(w, "remote_revoke", cmd->remote, cmd->as.remote_cmd.account);
    return BOOK_OK;
}
