-- The tables of the shop's back end in SQLite. Instants that are compared stand as microseconds since 1970, since the
-- texts "…:00Z" and "…:00.5Z" do not sort by time.

-- Storage (a): one row per ticket --------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS tickets (
    id         TEXT PRIMARY KEY,
    version    INTEGER NOT NULL CHECK (version >= 1),
    wake_at_us INTEGER,                 -- when to look at it again; NULL: nothing will happen by itself
    data       TEXT NOT NULL,           -- the ticket, as to_json writes it
    -- For lists; computed from the ticket, so that they cannot say anything else.
    state      TEXT GENERATED ALWAYS AS (json_extract(data, '$.item.state')) VIRTUAL,
    assignee   TEXT GENERATED ALWAYS AS (json_extract(data, '$.assignee')) VIRTUAL
);
CREATE INDEX IF NOT EXISTS tickets_by_wake ON tickets (wake_at_us) WHERE wake_at_us IS NOT NULL;
CREATE INDEX IF NOT EXISTS tickets_by_assignee ON tickets (assignee, state);

-- What was answered under a key. Rows may go once no client repeats a command any more, a week later, say.
CREATE TABLE IF NOT EXISTS answers (
    ticket_id TEXT NOT NULL REFERENCES tickets (id),
    key       TEXT NOT NULL,
    data      TEXT NOT NULL,            -- the events of the answer
    PRIMARY KEY (ticket_id, key)
);

-- Storage (b): events as rows ------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS events (
    ticket_id TEXT NOT NULL,
    version   INTEGER NOT NULL CHECK (version >= 1),
    key       TEXT NOT NULL,
    data      TEXT NOT NULL,            -- the event, as to_json writes it
    PRIMARY KEY (ticket_id, version)    -- two writers cannot both have the next version
);
CREATE INDEX IF NOT EXISTS events_by_key ON events (ticket_id, key);

CREATE TRIGGER IF NOT EXISTS events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER IF NOT EXISTS events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- Two caches that can be made again from the events: where to begin a replay, and when to look again.
CREATE TABLE IF NOT EXISTS snapshots (
    ticket_id TEXT PRIMARY KEY,
    version   INTEGER NOT NULL,
    data      TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS wakes (
    ticket_id  TEXT PRIMARY KEY,
    version    INTEGER NOT NULL,
    wake_at_us INTEGER
);
CREATE INDEX IF NOT EXISTS wakes_by_instant ON wakes (wake_at_us) WHERE wake_at_us IS NOT NULL;

-- Beside both ----------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS outbox (
    seq          INTEGER PRIMARY KEY,   -- the order in which things were ordered
    source       TEXT NOT NULL,         -- the event's id, or what was noticed
    idx          INTEGER NOT NULL,
    name         TEXT NOT NULL,
    params       TEXT NOT NULL,
    is_delivered INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, idx)
);
CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (seq) WHERE is_delivered = 0;

-- What people wrote, apart from tickets and events, so that it can be taken away for good.
CREATE TABLE IF NOT EXISTS people (
    subject_id TEXT PRIMARY KEY,
    data       TEXT NOT NULL
);
