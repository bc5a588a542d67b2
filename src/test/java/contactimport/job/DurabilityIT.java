package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which commits wait until they are on disk. */
@ExtendWith(PostgresExtension.class)
class DurabilityIT {

    @TempDir
    Path dir;

    @Test
    void only_staged_rows_do_not_wait_and_what_closes_the_stage_does(@Fresh TestDatabase db) {
        Trial.people(db, 3);
        db.sql("create table contact_import.commits (of text, waits text)");
        db.sql("grant insert on contact_import.commits to public");
        db.sql("create function note() returns trigger language plpgsql security definer as $$ begin"
                + " insert into contact_import.commits values (tg_table_name, current_setting('synchronous_commit'));"
                + " return null; end $$");
        List.of(
                        "update of staged on contact_import.run for each row when (new.staged > old.staged)",
                        "update of stage_done on contact_import.run for each row when (new.stage_done)",
                        "update on contacts for each row",
                        "insert on contact_import.ledger for each statement")
                .forEach(when -> db.sql("create trigger note_" + Math.abs(when.hashCode()) + " after " + when
                        + " execute function note()"));

        try (Trial trial = Trial.of(db, dir).parallel(1, 1, 2)) {
            assertThat(trial.run("contact_identifier,name", List.of("p-1,A", "p-2,B", "p-3,C"))
                            .exitCode())
                    .isZero();
        }

        assertThat(
                        db.value(
                                "select string_agg(distinct of || ' ' || waits, ', ' order by of || ' ' || waits) from contact_import.commits"))
                .isEqualTo("contacts on, ledger on, run off, run on");
    }
}
