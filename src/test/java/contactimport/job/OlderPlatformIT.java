package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A platform of an older version: what it lacks is left out, and nothing else changes. */
@ExtendWith(PostgresExtension.class)
class OlderPlatformIT {

    @TempDir
    Path dir;

    private final TestDatabase db;

    OlderPlatformIT(TestDatabase db) {
        this.db = db.withPeople();
    }

    @Test
    void columns_and_tables_that_a_version_lacks_are_done_without() throws Exception {
        db.sql("alter table contacts drop column location, drop column country_code, drop column company_id,"
                + " drop column blocked, drop column middle_name, drop column last_name, drop column last_activity_at");
        db.sql("drop table csat_survey_responses, notes, taggings, tags, active_storage_attachments, messages cascade");
        Path file = Files.writeString(dir.resolve("old.csv"), """
                inbox_identifier,contact_identifier,name,email,additional_attributes.city
                demo-lantern-crm,demo-crm-bruno,Bruno O.,,Porto
                demo-lantern-crm,demo-crm-chiara-phone,,chiara@lantern.example,
                """);
        CliFixture cli = new CliFixture(dir).with(db.target());
        String[] command = {
            "import",
            "--on-conflict",
            "merge",
            "--report-dir",
            dir.resolve("reports").toString(),
            file.toString()
        };
        assertThat(cli.run(command).exit()).isZero();
        assertThat(outcomes()).isEqualTo(Map.of("updated", 1, "merged", 1, "unchanged", 0));
        assertThat(db.value("select count(*) from conversations where contact_id = 3"))
                .isEqualTo(0L);
        assertThat(db.value(
                        "select jsonb_exists(record::jsonb, 'company_id') and record::jsonb -> 'company_id' = 'null'"
                                + " from contact_import.ledger where outcome = 'updated'"))
                .as("the record keeps its fields; what the platform lacks is null")
                .isEqualTo(true);
        assertThat(cli.run(command).exit()).isZero();
        assertThat(outcomes()).isEqualTo(Map.of("updated", 0, "merged", 0, "unchanged", 2));
    }

    private Map<String, Object> outcomes() {
        return db.sql("select (summary ->> 'updated')::int as updated, (summary ->> 'merged')::int as merged,"
                        + " (summary ->> 'unchanged')::int as unchanged"
                        + " from contact_import.run order by no desc limit 1")
                .get(0);
    }
}
