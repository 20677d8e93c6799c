-- Schema 1. Explained table by table in FORMAT.md; steps after it only add.

CREATE TABLE library (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    log_length INTEGER NOT NULL DEFAULT 0,
    log_head BLOB CHECK (log_head IS NULL OR length(log_head) = 32)
) STRICT;

CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    marketplace TEXT NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    store TEXT,
    store_url TEXT,
    currency TEXT,
    payment_method TEXT,
    tracking TEXT,
    carrier TEXT,
    ships_from TEXT,
    local_return INTEGER NOT NULL DEFAULT 0 CHECK (local_return IN (0, 1)),
    free_returns INTEGER NOT NULL DEFAULT 0 CHECK (free_returns IN (0, 1)),
    account TEXT,
    address TEXT,
    note TEXT,
    added_at TEXT NOT NULL,
    touched INTEGER NOT NULL DEFAULT 0,
    log_length INTEGER NOT NULL DEFAULT 0,
    log_head BLOB CHECK (log_head IS NULL OR length(log_head) = 32),
    removed_at TEXT,
    purged_at TEXT
) STRICT;
CREATE UNIQUE INDEX orders_by_number ON orders (number_key, marketplace) WHERE purged_at IS NULL;

CREATE TABLE order_tags (
    order_id INTEGER NOT NULL REFERENCES orders (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (order_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    external_id TEXT,
    title TEXT,
    product_url TEXT,
    options TEXT,
    quantity INTEGER NOT NULL DEFAULT 1,
    listed_minor INTEGER,
    listed_currency TEXT,
    paid_minor INTEGER,
    paid_currency TEXT,
    shipping_minor INTEGER,
    shipping_currency TEXT,
    coupon_minor INTEGER,
    coupon_currency TEXT,
    is_gift INTEGER NOT NULL DEFAULT 0 CHECK (is_gift IN (0, 1)),
    removed_at TEXT,
    CHECK ((listed_minor IS NULL) = (listed_currency IS NULL)),
    CHECK ((paid_minor IS NULL) = (paid_currency IS NULL)),
    CHECK ((shipping_minor IS NULL) = (shipping_currency IS NULL)),
    CHECK ((coupon_minor IS NULL) = (coupon_currency IS NULL))
) STRICT;
CREATE UNIQUE INDEX lines_by_position ON lines (order_id, position) WHERE removed_at IS NULL;

CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    line_id INTEGER REFERENCES lines (id),
    field TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    precision TEXT NOT NULL CHECK (precision IN ('instant', 'minute', 'day', 'money')),
    zone TEXT,
    source TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX facts_by_source ON facts (order_id, ifnull(line_id, 0), field, source);
CREATE UNIQUE INDEX facts_chosen ON facts (order_id, ifnull(line_id, 0), field) WHERE chosen = 1;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    name TEXT NOT NULL,
    name_bytes BLOB,
    file_time TEXT,
    facts TEXT NOT NULL,
    original_id INTEGER REFERENCES evidence (id),
    recipe TEXT,
    added_at TEXT NOT NULL,
    pasted INTEGER NOT NULL CHECK (pasted IN (0, 1)),
    removed_at TEXT,
    purged_at TEXT,
    CHECK ((original_id IS NULL) = (recipe IS NULL))
) STRICT;
CREATE UNIQUE INDEX evidence_by_hash ON evidence (sha256) WHERE purged_at IS NULL;
CREATE INDEX evidence_by_original ON evidence (original_id) WHERE original_id IS NOT NULL;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    order_id INTEGER REFERENCES orders (id),
    line_id INTEGER REFERENCES lines (id),
    after_id INTEGER REFERENCES cases (id),
    pack TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    reason TEXT,
    remedy TEXT,
    amount_minor INTEGER,
    amount_currency TEXT,
    note TEXT,
    opened_at TEXT NOT NULL,
    touched INTEGER NOT NULL DEFAULT 0,
    log_length INTEGER NOT NULL DEFAULT 0,
    log_head BLOB CHECK (log_head IS NULL OR length(log_head) = 32),
    removed_at TEXT,
    purged_at TEXT,
    CHECK ((amount_minor IS NULL) = (amount_currency IS NULL))
) STRICT;
CREATE INDEX cases_by_order ON cases (order_id);

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    target TEXT NOT NULL CHECK (target IN ('order', 'line', 'case', 'inbox')),
    order_id INTEGER REFERENCES orders (id),
    line_id INTEGER REFERENCES lines (id),
    case_id INTEGER REFERENCES cases (id),
    role TEXT NOT NULL,
    caption TEXT,
    position INTEGER NOT NULL UNIQUE,
    added_at TEXT NOT NULL,
    ended_at TEXT,
    CHECK ((order_id IS NOT NULL) = (target IN ('order', 'line'))),
    CHECK ((line_id IS NOT NULL) = (target = 'line')),
    CHECK ((case_id IS NOT NULL) = (target = 'case'))
) STRICT;
CREATE INDEX attachments_by_evidence ON attachments (evidence_id);
CREATE INDEX attachments_by_order ON attachments (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX attachments_by_case ON attachments (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX attachments_in_inbox ON attachments (target) WHERE target = 'inbox';

CREATE TABLE attachment_needs (
    attachment_id INTEGER NOT NULL REFERENCES attachments (id),
    position INTEGER NOT NULL,
    need TEXT NOT NULL,
    PRIMARY KEY (attachment_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE submissions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    frozen_at TEXT,
    removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX submissions_by_number ON submissions (case_id, number) WHERE removed_at IS NULL;

CREATE TABLE submission_files (
    submission_id INTEGER NOT NULL REFERENCES submissions (id),
    position INTEGER NOT NULL,
    attachment_id INTEGER REFERENCES attachments (id),
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    caption TEXT,
    PRIMARY KEY (submission_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_files_by_evidence ON submission_files (evidence_id);

-- The three logs. Rows are only added; a payload may be dropped once what it tells of was emptied from the bin.

CREATE TABLE order_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    entry TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    payload TEXT,
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (order_id, seq)
) STRICT;

CREATE TABLE case_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    entry TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    payload TEXT,
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (case_id, seq)
) STRICT;

CREATE TABLE evidence_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL CHECK (seq >= 1) UNIQUE,
    entry TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    payload TEXT,
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'case', 'evidence')),
    row_id INTEGER NOT NULL,
    name TEXT,
    sha256 BLOB,
    size_bytes INTEGER,
    purged_at TEXT NOT NULL
) STRICT;

-- Files whose rows were emptied from the bin and whose bytes are still to be deleted.
CREATE TABLE doomed_files (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE derived (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    log_head TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    next_change_at TEXT,
    summary TEXT NOT NULL
) STRICT;

CREATE TRIGGER order_events_stay BEFORE UPDATE ON order_events
WHEN NOT (
    NEW.payload IS NULL AND NEW.id = OLD.id AND NEW.order_id = OLD.order_id AND NEW.seq = OLD.seq
    AND NEW.entry = OLD.entry AND NEW.recorded_at = OLD.recorded_at AND NEW.payload_hash = OLD.payload_hash
    AND NEW.prev_hash = OLD.prev_hash AND NEW.hash = OLD.hash
    AND EXISTS (SELECT 1 FROM orders WHERE id = OLD.order_id AND purged_at IS NOT NULL)
)
BEGIN SELECT RAISE(ABORT, 'log entries are never changed'); END;
CREATE TRIGGER order_events_kept BEFORE DELETE ON order_events
BEGIN SELECT RAISE(ABORT, 'log entries are never deleted'); END;

CREATE TRIGGER case_events_stay BEFORE UPDATE ON case_events
WHEN NOT (
    NEW.payload IS NULL AND NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.seq = OLD.seq
    AND NEW.entry = OLD.entry AND NEW.recorded_at = OLD.recorded_at AND NEW.payload_hash = OLD.payload_hash
    AND NEW.prev_hash = OLD.prev_hash AND NEW.hash = OLD.hash
    AND EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id AND purged_at IS NOT NULL)
)
BEGIN SELECT RAISE(ABORT, 'log entries are never changed'); END;
CREATE TRIGGER case_events_kept BEFORE DELETE ON case_events
BEGIN SELECT RAISE(ABORT, 'log entries are never deleted'); END;

CREATE TRIGGER evidence_log_stay BEFORE UPDATE ON evidence_log
BEGIN SELECT RAISE(ABORT, 'log entries are never changed'); END;
CREATE TRIGGER evidence_log_kept BEFORE DELETE ON evidence_log
BEGIN SELECT RAISE(ABORT, 'log entries are never deleted'); END;

-- A frozen submission may only thaw as a whole (its sending was voided), or lose its words with a purged case.
CREATE TRIGGER submissions_frozen BEFORE UPDATE ON submissions
WHEN OLD.frozen_at IS NOT NULL
    AND NOT (
        NEW.frozen_at IS NULL AND NEW.id = OLD.id AND NEW.case_id = OLD.case_id AND NEW.number = OLD.number
        AND NEW.kind = OLD.kind AND NEW.text = OLD.text AND NEW.removed_at IS OLD.removed_at
    )
    AND NOT EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id AND purged_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'sent submissions are never changed'); END;
CREATE TRIGGER submissions_kept BEFORE DELETE ON submissions
BEGIN SELECT RAISE(ABORT, 'submissions are never deleted'); END;
CREATE TRIGGER submission_files_not_added BEFORE INSERT ON submission_files
WHEN EXISTS (SELECT 1 FROM submissions WHERE id = NEW.submission_id AND frozen_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'sent submissions are never changed'); END;
CREATE TRIGGER submission_files_stay BEFORE UPDATE ON submission_files
WHEN EXISTS (
    SELECT 1 FROM submissions s JOIN cases c ON c.id = s.case_id
    WHERE s.id = OLD.submission_id AND s.frozen_at IS NOT NULL AND c.purged_at IS NULL
)
BEGIN SELECT RAISE(ABORT, 'sent submissions are never changed'); END;
CREATE TRIGGER submission_files_kept BEFORE DELETE ON submission_files
WHEN EXISTS (SELECT 1 FROM submissions WHERE id = OLD.submission_id AND frozen_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'sent submissions are never changed'); END;
