package contactimport.job;

import contactimport.TestDatabase;
import java.sql.Connection;

/** Where an import waits in a statement of its own until a session is closed. */
final class Gates {

    private Gates() {}

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
