package contactimport.job;

import contactimport.TestDatabase;
import java.sql.Connection;

/** Where an import waits in a statement of its own until a session is closed. */
final class Gates {

    static final String SOMEBODY_WAITS = "exists (select from pg_locks where locktype = 'advisory' and not granted)";

    private Gates() {}

    /** From now on every chunk waits, before it has looked at anybody, until the returned session is closed. */
    static Connection onChunks(TestDatabase db) {
        return onChunks(db, "");
    }

    /** @param when which changes of a partition wait at the gate, as a trigger's condition */
    static Connection onChunks(TestDatabase db, String when) {
        return on(db, "update on contact_import.partition", when);
    }

    /** @param where as in {@code update on contact_import.run}; {@code when}: a trigger's condition */
    static Connection on(TestDatabase db, String where, String when) {
        db.sql("create or replace function public.gate() returns trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(4711); return new; end $$");
        db.sql("create trigger gate before " + where + " for each row " + when + " execute function public.gate()");
        Connection keeper = db.raw();
        Trial.execute(keeper, "select pg_advisory_lock(4711)");
        return keeper;
    }

    static void remove(TestDatabase db, String where) {
        db.sql("drop trigger gate on " + where.replaceFirst(".* on ", ""));
    }
}
