package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(PostgresExtension.class)
class HeapOnlyIT {

    private final TestDatabase database;

    HeapOnlyIT(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void without_other_indexes() {
        database.sql("drop index if exists mine");
    }

    @ParameterizedTest(name = "{4}")
    @CsvFileSource(resources = "/rules/heap-only.csv", numLinesToSkip = 1)
    void a_line_is_heap_only_if_no_index_has_what_it_writes(
            @Nullable String index, @Nullable String stored, String line, boolean heapOnly, String why)
            throws SQLException {
        long run = PlanWorld.oneLineForAda(database);
        if (index != null) {
            database.sql(index);
        }
        if (stored != null) {
            database.sql("update contacts set " + stored);
        }
        database.sql("update staged_row set " + line);

        assertThat(isHeapOnly(run)).as(why).isEqualTo(heapOnly);
    }

    private boolean isHeapOnly(long run) throws SQLException {
        List<Boolean> found = new ArrayList<>();
        try (Connection c = database.dataSource().getConnection()) {
            Rows.each(
                    c,
                    "select coalesce(" + HeapOnly.condition(c) + ", false) from staged_row s"
                            + " left join contact_inboxes l on l.inbox_id = s.inbox_id and l.source_id = s.source_id"
                            + " left join contacts c on c.id = l.contact_id where s.run_no = ?",
                    row -> found.add(row.getBoolean(1)),
                    run);
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
