-- The event file (*.punktum): one SQLite database per event.
-- Words on disk are those of events/rules (rules_*_name). Times end in _ms: wall clock, ms since
-- 1970. Flags are 0 or 1. STRICT, WITHOUT ROWID and triggers stand only in this file; every other
-- statement of the program keeps to what PostgreSQL understands as well.
--
-- What must hold, and where it is held:
--  * one ballot per (run, person): primary key of ballot_map; turnout: primary key of turnout
--  * dots within budget, per option, only options of the run: trigger ballot_map_*, named_done_*
--  * nonces unique where they are kept: person.nonce, spent_nonce, ballot_map.nonce, named_ballot
--  * cards, their versions, registrations, named ballots and steps are append-only: triggers *_fixed
--  * after sealing no row says who gave which dots or wrote which secret card: book_seal (seal.c)

PRAGMA application_id = 1347308372;         -- "PNKT"
PRAGMA user_version = 3;

-- Settings of the event by name; rows, types, bounds and defaults in events/rules/setting.c.
CREATE TABLE setting (
  name TEXT PRIMARY KEY NOT NULL,           -- "title", "ssid", ...
  value TEXT NOT NULL                       -- numbers and flags as decimal text
) STRICT, WITHOUT ROWID;

-- Who sends people. Several organisations may stand behind one municipality.
CREATE TABLE organisation (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  municipality TEXT CHECK (municipality <> ''),  -- NULL: none ("ohne Kommune")
  letters TEXT CHECK (letters <> '')        -- number-plate letters, NULL: none
) STRICT;

CREATE TABLE discipline (
  id INTEGER PRIMARY KEY NOT NULL,          -- in the order of the event's list
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- Consent lines of the registration form.
CREATE TABLE consent (
  position INTEGER PRIMARY KEY NOT NULL CHECK (position BETWEEN 0 AND 7),
  key TEXT NOT NULL UNIQUE,                 -- name_list, name_stage, quote, photo, contact
  text TEXT NOT NULL,                       -- the sentence people agree to
  choice INTEGER NOT NULL DEFAULT 0 CHECK (choice IN (0, 1))  -- 1: none, anonymous, named
) STRICT;

-- Registrations. Append-only, but for an import taken back.
CREATE TABLE person (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,                       -- "" where the event allows it
  organisation INTEGER REFERENCES organisation (id),  -- NULL: none or typed
  organisation_text TEXT NOT NULL DEFAULT '',  -- typed, "" if chosen
  discipline INTEGER REFERENCES discipline (id),
  nonce INTEGER UNIQUE,                     -- of the registration form
  registered_ms INTEGER NOT NULL,
  function TEXT NOT NULL DEFAULT '',        -- what they do: "Dezernentin fuer Soziales"
  email TEXT NOT NULL DEFAULT '',           -- for the organisers; printed only with consent contact
  role TEXT NOT NULL DEFAULT 'guest'
    CHECK (role IN ('guest', 'speaker', 'moderation', 'helper', 'host', 'press')),
  no_phone INTEGER NOT NULL DEFAULT 0 CHECK (no_phone IN (0, 1)),
  origin TEXT NOT NULL DEFAULT 'phone' CHECK (origin IN ('phone', 'tablet', 'desk', 'hands')),
  batch INTEGER,                            -- import that brought them, NULL: none
  erased_ms INTEGER,                        -- everything that identifies is gone; NULL: not
  rev INTEGER NOT NULL DEFAULT 1,           -- counts the desk's changes
  languages TEXT NOT NULL DEFAULT ''        -- "de tr": events/rules/languages.h
) STRICT;

-- One import of people; undo takes back those who did not come yet.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY NOT NULL,
  at_ms INTEGER NOT NULL,
  file TEXT NOT NULL DEFAULT '',            -- as it was called
  people INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- What the lists got by an import; undo takes back those nobody belongs to.
CREATE TABLE batch_grew (
  id INTEGER PRIMARY KEY NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch (id),
  organisation INTEGER REFERENCES organisation (id) ON DELETE CASCADE,
  discipline INTEGER REFERENCES discipline (id) ON DELETE CASCADE,
  CHECK ((organisation IS NULL) <> (discipline IS NULL))
) STRICT;

CREATE TABLE person_consent (
  person INTEGER NOT NULL REFERENCES person (id),
  consent INTEGER NOT NULL REFERENCES consent (position),
  answer INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 2),  -- 0 no, 1 yes or anonymous, 2 named
  PRIMARY KEY (person, consent)
) STRICT, WITHOUT ROWID;

-- Personal codes; the newest of a person is in force, an old hash never comes back.
CREATE TABLE person_code (
  id INTEGER PRIMARY KEY NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),  -- BLAKE2b of the canonical code
  made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX person_code_person ON person_code (person, id);

-- Came and went; the newest row of a person is the truth.
CREATE TABLE presence (
  id INTEGER PRIMARY KEY NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX presence_person ON presence (person, id);

-- Phones. One in force per person; a take-over ends the one before.
CREATE TABLE session (
  id INTEGER PRIMARY KEY NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),  -- BLAKE2b of the cookie's token
  begun_ms INTEGER NOT NULL,
  ended_ms INTEGER                          -- NULL: in force
) STRICT;
CREATE UNIQUE INDEX session_in_force ON session (person) WHERE ended_ms IS NULL;

-- The agenda.
CREATE TABLE item (
  id INTEGER PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL UNIQUE,         -- agenda order
  kind TEXT NOT NULL CHECK (kind IN ('arrival', 'talk', 'visions', 'dots', 'break')),
  title TEXT NOT NULL,
  kicker TEXT NOT NULL DEFAULT '',
  speaker TEXT NOT NULL DEFAULT '',
  hint TEXT NOT NULL DEFAULT '',            -- lines for the stage
  note TEXT NOT NULL DEFAULT '',            -- internal, moderators only
  minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0),
  timer_s INTEGER NOT NULL DEFAULT 0 CHECK (timer_s >= 0),  -- proposed timer, 0 = none
  planned_ms INTEGER NOT NULL DEFAULT 0,    -- planned start
  planned_fixed INTEGER NOT NULL DEFAULT 0 CHECK (planned_fixed IN (0, 1)),  -- 1: given by hand,
                                            -- 0: follows from the item before
  secrecy TEXT NOT NULL DEFAULT 'secret' CHECK (secrecy IN ('secret', 'named', 'mood')),
  appear TEXT NOT NULL DEFAULT 'auto' CHECK (appear IN ('auto', 'release', 'live', 'reveal')),
  author TEXT NOT NULL DEFAULT 'anonymous'
    CHECK (author IN ('name', 'city', 'anonymous')),  -- what is shown beside a card
  cards_max INTEGER NOT NULL DEFAULT 3 CHECK (cards_max BETWEEN 1 AND 100),
  card_length INTEGER NOT NULL DEFAULT 140 CHECK (card_length BETWEEN 40 AND 400), -- graphemes
  dots INTEGER NOT NULL DEFAULT 0 CHECK (dots >= 0),         -- per person, 0 = proposed when opened
  per_option INTEGER NOT NULL DEFAULT 0 CHECK (per_option >= 0),  -- 0 = as many as dots
  cut INTEGER NOT NULL DEFAULT 0 CHECK (cut >= 0),           -- options carried over, 0 = none
  options_from INTEGER REFERENCES item (id),                 -- visions item whose cards feed this
  timer_visible INTEGER NOT NULL DEFAULT 1 CHECK (timer_visible IN (0, 1)),
  goal TEXT NOT NULL DEFAULT '',            -- what it is for; organisers only
  report TEXT NOT NULL DEFAULT 'full' CHECK (report IN ('full', 'short', 'none')), -- in print
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),  -- taken out of the agenda
  rev INTEGER NOT NULL DEFAULT 1            -- counts the desk's changes
) STRICT;

-- The timer of an item while it runs or stands.
CREATE TABLE timer (
  item INTEGER PRIMARY KEY NOT NULL REFERENCES item (id),
  wall_ms INTEGER NOT NULL,                 -- end; 0 = none
  boot_ms INTEGER NOT NULL,                 -- the same by CLOCK_BOOTTIME
  boot_id TEXT NOT NULL,                    -- of that boot
  paused_ms INTEGER NOT NULL DEFAULT 0,     -- stopped with that much left, 0 = running
  total_s INTEGER NOT NULL                  -- its full length
) STRICT;

-- One go at an item. The newest that is neither archived nor discarded is the current one.
CREATE TABLE run (
  id INTEGER PRIMARY KEY NOT NULL,
  item INTEGER NOT NULL REFERENCES item (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  name TEXT NOT NULL DEFAULT '',            -- given when archived
  state TEXT NOT NULL DEFAULT 'prepared' CHECK (state IN
    ('prepared', 'open', 'paused', 'closing', 'closed', 'revealed', 'archived')),
  secrecy TEXT NOT NULL DEFAULT 'secret' CHECK (secrecy IN ('secret', 'named', 'mood')),
  appear TEXT NOT NULL DEFAULT 'auto' CHECK (appear IN ('auto', 'release', 'live', 'reveal')),
  author TEXT NOT NULL DEFAULT 'anonymous' CHECK (author IN ('name', 'city', 'anonymous')),
  dots INTEGER NOT NULL DEFAULT 0 CHECK (dots >= 0),             -- budget, fixed when opened
  per_option INTEGER NOT NULL DEFAULT 0 CHECK (per_option >= 0), -- fixed when opened
  opened_ms INTEGER NOT NULL DEFAULT 0,
  closed_ms INTEGER NOT NULL DEFAULT 0,     -- end of closing
  closing_ms INTEGER NOT NULL DEFAULT 0,    -- deadline of the 3 s, wall clock; 0 = none
  closing_boot_ms INTEGER NOT NULL DEFAULT 0,
  closing_boot_id TEXT NOT NULL DEFAULT '',
  seal_ms INTEGER NOT NULL DEFAULT 0,       -- deadline of the sealing, wall clock; 0 = none
  seal_boot_ms INTEGER NOT NULL DEFAULT 0,
  seal_boot_id TEXT NOT NULL DEFAULT '',
  sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
  shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),      -- result on stage and phones
  present INTEGER NOT NULL DEFAULT 0,       -- people present when it closed
  tie TEXT NOT NULL DEFAULT 'undecided'
    CHECK (tie IN ('undecided', 'all', 'runoff', 'decided')),
  tie_option INTEGER NOT NULL DEFAULT 0,    -- decided: the option taken first, 0 = by creation
  tie_reason TEXT NOT NULL DEFAULT '',
  discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)),  -- cleared: shown nowhere
  kept_turnout INTEGER,                     -- in copies, imports: the count, its rows are not there
  kept_municipalities INTEGER,              -- in imports: that many voted
  UNIQUE (item, number)
) STRICT;
CREATE UNIQUE INDEX run_current ON run (item) WHERE state <> 'archived' AND discarded = 0;

-- What can be given dots; frozen once the run is open.
CREATE TABLE option (
  id INTEGER PRIMARY KEY NOT NULL,          -- created earlier = smaller
  run INTEGER NOT NULL REFERENCES run (id),
  text TEXT NOT NULL CHECK (text <> ''),
  card INTEGER,                             -- taken over from this card, NULL: from the agenda
  dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1))
) STRICT;
CREATE INDEX option_run ON option (run, id);
CREATE UNIQUE INDEX option_card ON option (run, card) WHERE card IS NOT NULL AND dropped = 0;

-- Cards. Append-only. Of a secret card (author shown by city or not at all) neither person nor
-- time stands here and the id is random: it tells nothing about the order of sending.
CREATE TABLE card (
  id INTEGER PRIMARY KEY NOT NULL,
  run INTEGER NOT NULL REFERENCES run (id),
  person INTEGER REFERENCES person (id),    -- NULL: secret card
  created_ms INTEGER,                       -- NULL: secret card
  municipality TEXT,                        -- shown by city: what may be shown; else NULL
  letters TEXT,                             -- the same
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  origin TEXT CHECK (origin IN ('phone', 'tablet', 'desk', 'hands')),  -- NULL: secret card
  CHECK ((person IS NULL) = (created_ms IS NULL))
) STRICT;
CREATE INDEX card_run ON card (run, id);

-- Its texts; an edit is a further row. Append-only.
CREATE TABLE card_version (
  card INTEGER NOT NULL REFERENCES card (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  text TEXT NOT NULL CHECK (text <> ''),
  moderator INTEGER NOT NULL DEFAULT 0 CHECK (moderator IN (0, 1)),  -- spelling corrected
  PRIMARY KEY (card, number)
) STRICT, WITHOUT ROWID;

-- Withdrawn by its author. Append-only.
CREATE TABLE card_withdrawn (
  card INTEGER PRIMARY KEY NOT NULL REFERENCES card (id)
) STRICT;

-- Where a card stands now (what moderators decide).
CREATE TABLE card_place (
  card INTEGER PRIMARY KEY NOT NULL REFERENCES card (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'held')),
  place INTEGER NOT NULL DEFAULT 0,         -- order on the stage, 0 = none
  version INTEGER NOT NULL DEFAULT 1,       -- card_version in force
  quote INTEGER NOT NULL DEFAULT 0 CHECK (quote IN (0, 1))  -- marked as a candidate
) STRICT;

-- Authors of secret cards while they can be edited. Emptied for the run by its sealing.
CREATE TABLE card_author (
  card INTEGER PRIMARY KEY NOT NULL REFERENCES card (id),
  run INTEGER NOT NULL REFERENCES run (id),
  person INTEGER NOT NULL REFERENCES person (id),
  arrival INTEGER NOT NULL,                 -- 1, 2 ... in the run: oldest waiting first
  origin TEXT NOT NULL DEFAULT 'phone' CHECK (origin IN ('phone', 'tablet', 'desk', 'hands'))
) STRICT;
CREATE INDEX card_author_run ON card_author (run, person);

-- Nonces of cards: the same form sent twice is one card. The link to a secret card is dropped by
-- sealing, the number stays, so that a very late retry still makes no second card.
CREATE TABLE spent_nonce (
  nonce INTEGER PRIMARY KEY NOT NULL,
  run INTEGER NOT NULL REFERENCES run (id),
  card INTEGER                              -- NULL: secret and sealed
) STRICT;
CREATE INDEX spent_nonce_run ON spent_nonce (run);

-- Who has taken part (also with an empty ballot), never what they gave.
CREATE TABLE turnout (
  run INTEGER NOT NULL,
  person INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('phone', 'tablet', 'desk', 'hands')),
  PRIMARY KEY (run, person)
) STRICT, WITHOUT ROWID;

-- Secret ballots (and Stimmungsbild): random key, no person, no time, no order.
CREATE TABLE ballot (
  key BLOB PRIMARY KEY NOT NULL CHECK (length(key) = 16),
  run INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE ballot_dot (
  key BLOB NOT NULL,                        -- ballot
  option INTEGER NOT NULL,
  points INTEGER NOT NULL CHECK (points > 0),
  PRIMARY KEY (key, option)
) STRICT, WITHOUT ROWID;

-- Until sealing: whose ballot is which, so that it can be changed. Written last of a ballot's rows.
CREATE TABLE ballot_map (
  run INTEGER NOT NULL,
  person INTEGER NOT NULL,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  nonce INTEGER UNIQUE,
  PRIMARY KEY (run, person)
) STRICT, WITHOUT ROWID;

-- Open ballots, with names. Append-only; the greatest revision of a person counts.
CREATE TABLE named_ballot (
  id INTEGER PRIMARY KEY NOT NULL,
  run INTEGER NOT NULL REFERENCES run (id),
  person INTEGER NOT NULL REFERENCES person (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  nonce INTEGER,
  at_ms INTEGER NOT NULL,
  UNIQUE (run, person, revision),
  UNIQUE (nonce, revision)                  -- one form may be sent on with a greater revision
) STRICT;
CREATE TABLE named_dot (
  ballot INTEGER NOT NULL REFERENCES named_ballot (id),
  option INTEGER NOT NULL REFERENCES option (id),
  points INTEGER NOT NULL CHECK (points > 0),
  PRIMARY KEY (ballot, option)
) STRICT, WITHOUT ROWID;

-- Counted inside the sealing transaction of a secret run, while the mapping still stood.
CREATE TABLE option_total (
  option INTEGER PRIMARY KEY NOT NULL REFERENCES option (id),
  run INTEGER NOT NULL REFERENCES run (id),
  municipalities INTEGER NOT NULL CHECK (municipalities >= -1)  -- -1: not shown
) STRICT;

-- A show of hands: totals typed in by a moderator, kept apart from ballots.
CREATE TABLE hands (
  run INTEGER NOT NULL REFERENCES run (id),
  option INTEGER NOT NULL REFERENCES option (id),
  points INTEGER NOT NULL CHECK (points >= 0),
  people INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),  -- in the room, the same for all options
  PRIMARY KEY (run, option)
) STRICT, WITHOUT ROWID;

-- Cards by the way they came, counted by sealing; a secret card itself does not say it. Cards of
-- nobody (read aloud at the desk) are counted when they are entered.
CREATE TABLE run_origin (
  run INTEGER NOT NULL REFERENCES run (id),
  origin TEXT NOT NULL CHECK (origin IN ('phone', 'tablet', 'desk', 'hands')),
  cards INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run, origin)
) STRICT, WITHOUT ROWID;

-- The documentation: texts of chapters. Keys stand in events/book/paper.h.
CREATE TABLE chapter (
  key TEXT PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',           -- "" = the usual one
  body TEXT NOT NULL DEFAULT '',            -- Markdown subset
  included INTEGER NOT NULL DEFAULT 1 CHECK (included IN (0, 1)),
  rev INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Voices: quotations under headings.
CREATE TABLE voice (
  id INTEGER PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  heading TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL CHECK (text <> ''),
  attribution TEXT NOT NULL DEFAULT '',     -- as printed: "Dezernentin, Stadt M."
  person INTEGER REFERENCES person (id),    -- whose consent decides, NULL: not known
  card INTEGER REFERENCES card (id),
  included INTEGER NOT NULL DEFAULT 1 CHECK (included IN (0, 1)),
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Comparison tables of the annex.
CREATE TABLE comparison (
  id INTEGER PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  dated TEXT NOT NULL DEFAULT '',           -- "31. Dezember 2008"
  source TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',            -- rows as CSV with ';', the first is the head
  notes TEXT NOT NULL DEFAULT '',           -- footnotes, one a line; cells end in [^1]
  included INTEGER NOT NULL DEFAULT 1 CHECK (included IN (0, 1)),
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Pictures, decoded and encoded anew before they came here.
CREATE TABLE picture (
  id INTEGER PRIMARY KEY NOT NULL,
  position INTEGER NOT NULL,
  chapter TEXT NOT NULL,                    -- key of a chapter, or 'logo'
  caption TEXT NOT NULL DEFAULT '',
  alt TEXT NOT NULL DEFAULT '',
  png INTEGER NOT NULL CHECK (png IN (0, 1)),  -- else JPEG
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes BLOB NOT NULL,
  included INTEGER NOT NULL DEFAULT 1 CHECK (included IN (0, 1)),
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Log of the desk. Append-only. Names what was changed by its number, never a person's words.
CREATE TABLE desk_log (
  id INTEGER PRIMARY KEY NOT NULL,
  at_ms INTEGER NOT NULL,
  account TEXT NOT NULL,
  what TEXT NOT NULL,                       -- book_desk_name
  subject INTEGER NOT NULL DEFAULT 0,       -- item, person, picture ... by what
  note TEXT NOT NULL DEFAULT ''             -- names of settings, keys of chapters
) STRICT;
CREATE INDEX desk_log_subject ON desk_log (what, subject, id);

-- What the stage shows. One row.
CREATE TABLE show (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  item INTEGER REFERENCES item (id),
  pinned INTEGER NOT NULL DEFAULT 0,        -- card, 0 = none
  blank INTEGER NOT NULL DEFAULT 0 CHECK (blank IN (0, 1)),
  qr INTEGER NOT NULL DEFAULT 0 CHECK (qr IN (0, 1)),
  message TEXT NOT NULL DEFAULT ''
) STRICT;

-- Moderators' links and the phones bound to them; links of shared tablets and the tablets.
CREATE TABLE remote (
  id INTEGER PRIMARY KEY NOT NULL,
  label TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  session_hash BLOB UNIQUE CHECK (length(session_hash) = 32),  -- NULL: not bound yet
  stage INTEGER NOT NULL DEFAULT 0 CHECK (stage IN (0, 1)),    -- the stage's keyboard
  tablet INTEGER NOT NULL DEFAULT 0 CHECK (tablet IN (0, 1)),  -- a shared tablet: no steps
  created_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL DEFAULT 0,
  revoked_ms INTEGER                        -- NULL: valid
) STRICT;

-- Audit log of moderators' steps. Append-only. Of a vote's content nothing, of a card its id.
CREATE TABLE step (
  id INTEGER PRIMARY KEY NOT NULL,
  at_ms INTEGER NOT NULL,
  remote INTEGER NOT NULL,                  -- who; 0 = stage keyboard or the program
  what TEXT NOT NULL,                       -- rules_step_name
  item INTEGER,
  run INTEGER,
  card INTEGER,
  undoes INTEGER UNIQUE REFERENCES step (id), -- of an undo: the step it took back
  account TEXT NOT NULL DEFAULT ''          -- who, when it came from the desk
) STRICT;

-- The state before a step, field by field: what an undo writes back, last first.
CREATE TABLE step_before (
  step INTEGER NOT NULL REFERENCES step (id),
  number INTEGER NOT NULL,                  -- order of the changes
  field TEXT NOT NULL,                      -- "run.state"; the fields stand in change.c
  id INTEGER NOT NULL,                      -- of the row changed
  value TEXT,                               -- before
  PRIMARY KEY (step, number)
) STRICT, WITHOUT ROWID;

-- Work owed to secrecy: 'truncate' until the WAL has been truncated after a sealing.
CREATE TABLE owed (
  what TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- A ballot is complete when its mapping row is written: one check for all its dots.
CREATE TRIGGER ballot_map_insert AFTER INSERT ON ballot_map BEGIN
  SELECT RAISE (ABORT, 'ballot against the rules of its run') FROM run r WHERE r.id = NEW.run AND (
    r.secrecy = 'named' OR r.sealed = 1
    OR (SELECT sum(points) FROM ballot_dot WHERE key = NEW.key) > r.dots
    OR EXISTS (SELECT 1 FROM ballot_dot d LEFT JOIN option o ON o.id = d.option AND o.run = r.id
        AND o.dropped = 0 WHERE d.key = NEW.key AND (d.points > r.per_option OR o.id IS NULL)));
END;
CREATE TRIGGER ballot_map_update AFTER UPDATE ON ballot_map BEGIN
  SELECT RAISE (ABORT, 'a ballot never goes back') WHERE NEW.revision <= OLD.revision
    OR NEW.key <> OLD.key OR NEW.run <> OLD.run OR NEW.person <> OLD.person;
  SELECT RAISE (ABORT, 'ballot against the rules of its run') FROM run r WHERE r.id = NEW.run AND (
    r.sealed = 1
    OR (SELECT sum(points) FROM ballot_dot WHERE key = NEW.key) > r.dots
    OR EXISTS (SELECT 1 FROM ballot_dot d LEFT JOIN option o ON o.id = d.option AND o.run = r.id
        AND o.dropped = 0 WHERE d.key = NEW.key AND (d.points > r.per_option OR o.id IS NULL)));
END;
CREATE TRIGGER named_dot_insert AFTER INSERT ON named_dot BEGIN
  SELECT RAISE (ABORT, 'ballot against the rules of its run')
    FROM named_ballot b JOIN run r ON r.id = b.run WHERE b.id = NEW.ballot AND (
    r.secrecy <> 'named' OR NEW.points > r.per_option
    OR (SELECT sum(points) FROM named_dot WHERE ballot = NEW.ballot) > r.dots
    OR NOT EXISTS (SELECT 1 FROM option o WHERE o.id = NEW.option AND o.run = r.id));
END;
CREATE TRIGGER option_frozen BEFORE INSERT ON option
  WHEN (SELECT state FROM run WHERE id = NEW.run) <> 'prepared' BEGIN
  SELECT RAISE (ABORT, 'options are frozen once the run is open');
END;
CREATE TRIGGER option_fixed BEFORE UPDATE OF run, text, card ON option BEGIN
  SELECT RAISE (ABORT, 'options keep their text');
END;
CREATE TRIGGER run_mode_fixed BEFORE UPDATE OF secrecy ON run
  WHEN OLD.secrecy <> NEW.secrecy AND OLD.opened_ms <> 0 BEGIN
  SELECT RAISE (ABORT, 'the kind of vote is fixed once open');
END;
CREATE TRIGGER run_stays_sealed BEFORE UPDATE ON run
  WHEN OLD.sealed = 1 AND (NEW.sealed = 0 OR NEW.state IN ('prepared', 'open', 'paused', 'closing'))
BEGIN
  SELECT RAISE (ABORT, 'a sealed run never opens again');
END;
CREATE TRIGGER person_fixed BEFORE DELETE ON person    -- but for imported ones who never came
  WHEN OLD.batch IS NULL OR EXISTS (SELECT 1 FROM presence WHERE person = OLD.id)
    OR EXISTS (SELECT 1 FROM turnout WHERE person = OLD.id) BEGIN
  SELECT RAISE (ABORT, 'registrations are append-only');
END;
CREATE TRIGGER card_fixed BEFORE UPDATE ON card BEGIN
  SELECT RAISE (ABORT, 'cards are append-only');
END;
CREATE TRIGGER card_fixed_delete BEFORE DELETE ON card BEGIN
  SELECT RAISE (ABORT, 'cards are append-only');
END;
CREATE TRIGGER card_version_fixed BEFORE UPDATE ON card_version BEGIN
  SELECT RAISE (ABORT, 'cards are append-only');
END;
CREATE TRIGGER card_version_fixed_delete BEFORE DELETE ON card_version BEGIN
  SELECT RAISE (ABORT, 'cards are append-only');
END;
CREATE TRIGGER named_ballot_fixed BEFORE UPDATE ON named_ballot BEGIN
  SELECT RAISE (ABORT, 'open ballots are append-only');
END;
CREATE TRIGGER named_ballot_fixed_delete BEFORE DELETE ON named_ballot BEGIN
  SELECT RAISE (ABORT, 'open ballots are append-only');
END;
CREATE TRIGGER named_dot_fixed BEFORE UPDATE ON named_dot BEGIN
  SELECT RAISE (ABORT, 'open ballots are append-only');
END;
CREATE TRIGGER step_fixed BEFORE UPDATE ON step BEGIN
  SELECT RAISE (ABORT, 'the log is append-only');
END;
CREATE TRIGGER step_fixed_delete BEFORE DELETE ON step BEGIN
  SELECT RAISE (ABORT, 'the log is append-only');
END;
CREATE TRIGGER desk_log_fixed BEFORE UPDATE ON desk_log BEGIN
  SELECT RAISE (ABORT, 'the log is append-only');
END;
CREATE TRIGGER desk_log_fixed_delete BEFORE DELETE ON desk_log BEGIN
  SELECT RAISE (ABORT, 'the log is append-only');
END;
