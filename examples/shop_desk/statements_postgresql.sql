-- Every statement that the storages need, for PostgreSQL at READ COMMITTED, its default. A driver sends them as they
-- stand after AS, with its own placeholders; PREPARE has the server check each against the schema:
--     psql --set ON_ERROR_STOP=1 --file schema_postgresql.sql --file statements_postgresql.sql

-- One row per ticket. All writes of a command stand in one transaction; "0 rows" from the first means that somebody else
-- was quicker: roll back, load again, decide again.

PREPARE ticket_load (text) AS
    SELECT data FROM tickets WHERE id = $1;

PREPARE ticket_insert (text, integer, timestamptz, jsonb) AS
    INSERT INTO tickets (id, version, wake_at, data) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING;

-- The second of two writers waits here for the first to commit, finds the version changed, and writes no row.
PREPARE ticket_update (text, integer, timestamptz, jsonb, integer) AS
    UPDATE tickets SET version = $2, wake_at = $3, data = $4 WHERE id = $1 AND version = $5;

PREPARE answer_load (text, text) AS
    SELECT data FROM answers WHERE ticket_id = $1 AND key = $2;

PREPARE answer_insert (text, text, jsonb) AS
    INSERT INTO answers (ticket_id, key, data) VALUES ($1, $2, $3);

-- Events as rows. "0 rows" means the same.

PREPARE event_insert (text, integer, text, jsonb) AS
    INSERT INTO events (ticket_id, version, key, data) VALUES ($1, $2, $3, $4) ON CONFLICT (ticket_id, version) DO NOTHING;

PREPARE events_load (text, integer) AS
    SELECT data FROM events WHERE ticket_id = $1 AND version > $2 ORDER BY version;

PREPARE events_of_key (text, text) AS
    SELECT data FROM events WHERE ticket_id = $1 AND key = $2 ORDER BY version;

PREPARE snapshot_load (text) AS
    SELECT data FROM snapshots WHERE ticket_id = $1;

PREPARE snapshot_save (text, integer, jsonb) AS
    INSERT INTO snapshots (ticket_id, version, data) VALUES ($1, $2, $3)
    ON CONFLICT (ticket_id) DO UPDATE SET version = excluded.version, data = excluded.data
    WHERE excluded.version > snapshots.version;

PREPARE wake_save (text, integer, timestamptz) AS
    INSERT INTO wakes (ticket_id, version, wake_at) VALUES ($1, $2, $3)
    ON CONFLICT (ticket_id) DO UPDATE SET version = excluded.version, wake_at = excluded.wake_at
    WHERE excluded.version >= wakes.version;

-- The poller. In one transaction: take some due tickets, do what is due on them, commit. Another poller skips what this
-- one holds and takes others. Correctness does not rest on it: the version and the key do that; it saves work.

PREPARE tickets_due (timestamptz, integer) AS
    SELECT id, data FROM tickets WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2 FOR UPDATE SKIP LOCKED;

PREPARE wakes_due (timestamptz, integer) AS
    SELECT ticket_id FROM wakes WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2 FOR UPDATE SKIP LOCKED;

PREPARE ticket_looked_at (text, integer, timestamptz) AS
    UPDATE tickets SET wake_at = $3 WHERE id = $1 AND version = $2;

-- The outbox. The job that empties it holds the rows that it sends; if it dies, they are free again and not lost.

PREPARE order_put (text, integer, text, jsonb) AS
    INSERT INTO outbox (source, idx, name, params) VALUES ($1, $2, $3, $4) ON CONFLICT (source, idx) DO NOTHING;

PREPARE orders_waiting (integer) AS
    SELECT source, idx, name, params FROM outbox WHERE NOT is_delivered ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED;

PREPARE order_delivered (text, integer) AS
    UPDATE outbox SET is_delivered = true WHERE source = $1 AND idx = $2;

-- What people wrote. The row is made where there is none, then held while it is changed: two texts of one person may come
-- at once, and the later one must not be written over what the earlier one left.

PREPARE person_begin (text, jsonb) AS
    INSERT INTO people (subject_id, data) VALUES ($1, $2) ON CONFLICT (subject_id) DO NOTHING;

PREPARE person_hold (text) AS
    SELECT data FROM people WHERE subject_id = $1 FOR UPDATE;

PREPARE person_save (text, jsonb) AS
    UPDATE people SET data = $2 WHERE subject_id = $1;
