-- The same tables in PostgreSQL (12 or newer). Run it once: psql --set ON_ERROR_STOP=1 --file schema_postgresql.sql
-- The statements that the shell sends are in statements_postgresql.sql.

BEGIN;

-- Storage (a): one row per ticket --------------------------------------------------------------------------------------

CREATE TABLE tickets (
    id       text PRIMARY KEY,
    version  integer NOT NULL CHECK (version >= 1),
    wake_at  timestamptz,               -- when to look at it again; NULL: nothing will happen by itself
    data     jsonb NOT NULL,            -- the ticket, as to_json writes it
    -- For lists and reports; computed from the ticket, so that they cannot say anything else.
    state    text GENERATED ALWAYS AS (data #>> '{item,state}') STORED,
    assignee text GENERATED ALWAYS AS (data ->> 'assignee') STORED,
    CHECK ((data #>> '{item,id}') = id),
    CHECK ((data #>> '{item,version}')::integer = version)
);
-- Closed tickets that nothing will happen to are not in this index, so the poller's query stays small for ever.
CREATE INDEX tickets_by_wake ON tickets (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX tickets_by_assignee ON tickets (assignee, state);

-- What was answered under a key. Rows may go once no client repeats a command any more, a week later, say.
CREATE TABLE answers (
    ticket_id   text NOT NULL REFERENCES tickets (id),
    key         text NOT NULL,
    data        jsonb NOT NULL,         -- the events of the answer
    answered_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticket_id, key)
);

-- Storage (b): events as rows ------------------------------------------------------------------------------------------

CREATE TABLE events (
    ticket_id text NOT NULL,
    version   integer NOT NULL CHECK (version >= 1),
    key       text NOT NULL,
    data      jsonb NOT NULL,           -- the event, as to_json writes it
    PRIMARY KEY (ticket_id, version)    -- two writers cannot both have the next version
);
CREATE INDEX events_by_key ON events (ticket_id, key);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only';
END;
$$;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Two caches that can be made again from the events: where to begin a replay, and when to look again.
CREATE TABLE snapshots (
    ticket_id text PRIMARY KEY,
    version   integer NOT NULL,
    data      jsonb NOT NULL
);
CREATE TABLE wakes (
    ticket_id text PRIMARY KEY,
    version   integer NOT NULL,
    wake_at   timestamptz
);
CREATE INDEX wakes_by_instant ON wakes (wake_at) WHERE wake_at IS NOT NULL;

-- Beside both ----------------------------------------------------------------------------------------------------------

CREATE TABLE outbox (
    seq          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source       text NOT NULL,         -- the event's id, or what was noticed
    idx          integer NOT NULL,
    name         text NOT NULL,
    params       jsonb NOT NULL,
    is_delivered boolean NOT NULL DEFAULT false,
    UNIQUE (source, idx)
);
CREATE INDEX outbox_waiting ON outbox (seq) WHERE NOT is_delivered;

-- What people wrote, apart from tickets and events, so that it can be taken away for good.
CREATE TABLE people (
    subject_id text PRIMARY KEY,
    data       jsonb NOT NULL
);

COMMIT;
