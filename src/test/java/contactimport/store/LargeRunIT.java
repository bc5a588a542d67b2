package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** To remove the rows of a run of many millions takes longer than any other statement may. */
@ExtendWith(PostgresExtension.class)
class LargeRunIT {

    private static Connection slow(TestDatabase db) throws SQLException {
        db.sql("create function public.slowly() returns trigger language plpgsql as"
                + " $$ begin perform pg_sleep(1.5); return null; end $$");
        db.sql("create trigger slowly before delete on contact_import.ledger for each statement"
                + " execute function public.slowly()");
        Connection connection = Sessions.connect(db.target());
        Rows.each(connection, "select set_config('statement_timeout', '1s', false)", row -> {});
        connection.setAutoCommit(false);
        return connection;
    }

    @Test
    void a_stage_begins_again_however_much_is_to_be_removed(@Fresh TestDatabase db) throws SQLException {
        long run = PlanWorld.newRun(db);
        db.sql("update contact_import.run set stage_done = false");
        db.sql("insert into contact_import.ledger (run_no, ordinal, line, outcome) values (?, 1, 2, 'rejected')", run);
        try (Connection connection = slow(db)) {
            RunTable.restartStage(connection, run, 1);
            connection.commit();
        }
        assertThat(db.value("select count(*) from contact_import.ledger")).isEqualTo(0L);
    }

    @Test
    void a_run_is_forgotten_however_much_is_to_be_removed(@Fresh TestDatabase db) throws SQLException {
        long run = PlanWorld.newRun(db);
        try (Connection connection = slow(db)) {
            RunTable.forget(connection, run);
            connection.commit();
        }
        assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(0L);
    }
}
