package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ExtendWith(PostgresExtension.class)
class LedgerReaderIT {

    /** More than fits between the server and us, so that it is not done with the statement when we come back. */
    private static final int LINES = 20_000;

    private final TestDatabase database;

    LedgerReaderIT(TestDatabase database) {
        this.database = database;
    }

    /** One statement gives out all of it: of a large run, onto a slow disk, that takes longer than any other may. */
    @Test
    void a_ledger_is_read_for_as_long_as_it_takes() throws SQLException {
        long run = PlanWorld.newRun(database);
        database.sql("insert into ledger (run_no, ordinal, line, part, outcome, before, after, record)"
                + " select " + run
                + ", i, i, 0, 'updated', '{}', '{}', json_build_object('text', repeat(md5(i::text), 40))"
                + " from generate_series(1, " + LINES + ") i");
        try (Connection connection = Sessions.connect(database.target());
                Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = '1s'");
            LedgerReader reader = new LedgerReader(new SingleConnectionDataSource(connection, true));
            AtomicInteger lines = new AtomicInteger();

            reader.written(run, line -> {
                if (lines.incrementAndGet() == 1) {
                    database.value("select pg_sleep(1.5)::text");
                }
            });

            assertThat(lines).hasValue(LINES);
        }
    }
}
