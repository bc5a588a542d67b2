package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.contact.Rules;
import contactimport.store.Retry;
import contactimport.store.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ImporterIT {

    @TempDir
    Path dir;

    @Test
    void a_line_changes_its_contact_and_nothing_else(TestDatabase db) throws Exception {
        db.withPeople();
        Path file = Files.writeString(dir.resolve("a.csv"), """
                inbox_identifier,contact_identifier,name,custom_attributes.plan
                demo-lantern-crm,demo-crm-bruno,Ada L.,gold
                demo-lantern-crm,nobody-here,X,
                """);
        System.out.println(db.sql(
                "select i.id, c.identifier, c.hmac_mandatory from channel_api c join inboxes i on i.channel_id=c.id"));
        System.out.println(db.sql("select contact_id, inbox_id, source_id from contact_inboxes"));
        try (Importer importer =
                new Importer(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop())) {
            Importer.Result result = importer.run(
                    file,
                    new ImportSettings(
                            Rules.defaults(Rules.Mode.UPDATE),
                            null,
                            1 << 20,
                            2,
                            100,
                            4,
                            dir.resolve("reports"),
                            Allowance.NONE,
                            Retry.DEFAULT));
            System.out.println(result.report() + " " + result.trouble());
            System.out.println(contactimport.report.SummaryText.of(result.report()));
            assertThat(result.exitCode()).isEqualTo(3);
        }
    }
}
