package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(PostgresExtension.class)
class CopiedRowsIT {

    private final TestDatabase database;

    CopiedRowsIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void rows_of_numbers_are_read_with_what_stands_for_null() throws SQLException {
        List<Long> read = new ArrayList<>();
        try (Connection c = database.dataSource().getConnection()) {
            LongRows.each(c, "select 7::bigint, null::bigint union all select -1, 2", 2, row -> {
                read.add(row[0]);
                read.add(row[1]);
            });
            LongRows.each(c, "select 1::bigint where false", 1, row -> read.add(row[0]));
        }
        assertThat(read).containsExactly(7L, LongRows.NULL, -1L, 2L);
    }

    static List<Throwable> whatever_the_reader_throws_leaves_a_session_that_works() {
        return List.of(new IllegalStateException("a fault"), new OutOfMemoryError("as where the heap is too small"));
    }

    @ParameterizedTest
    @MethodSource
    // A copy that is left open is waited for without end, and no interrupt ends that.
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatever_the_reader_throws_leaves_a_session_that_works(Throwable thrown) throws SQLException {
        try (Connection c = database.dataSource().getConnection()) {
            c.setAutoCommit(false);
            assertThatThrownBy(() -> LongRows.each(c, "select generate_series(1, 10000)::bigint", 1, row -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    }))
                    .isSameAs(thrown);

            List<Long> read = new ArrayList<>();
            LongRows.each(c, "select 1::bigint", 1, row -> read.add(row[0]));
            assertThat(read).containsExactly(1L);
            c.rollback();
        }
    }
}
