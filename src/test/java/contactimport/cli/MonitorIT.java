package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever watches learns how a command ended, however it ended; and no watcher changes how it ends. */
@ExtendWith(PostgresExtension.class)
class MonitorIT {

    private static final String HEAD = "inbox_identifier,contact_identifier,name,email\n";

    @TempDir
    Path home;

    private final TestDatabase db;
    private CliFixture cli;

    MonitorIT(TestDatabase db) {
        this.db = db;
    }

    @BeforeEach
    void person() {
        cli = new CliFixture(home).with(db.target()).with("CONTACT_IMPORT_NOTIFY_SECRET", "a secret of the tests");
        if (!db.sql("select from accounts").isEmpty()) {
            return;
        }
        db.withPeople();
        db.sql("insert into contacts (id, account_id, name, created_at, updated_at)"
                + " values (2001, 1, 'Ada', '2026-01-01', '2026-01-01')");
        db.sql("insert into contact_inboxes (contact_id, inbox_id, source_id, created_at, updated_at)"
                + " values (2001, 2, 'watched-1', '2026-01-01', '2026-01-01')");
    }

    private CliFixture.Result run(String command, String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                file,
                "--report-dir",
                home.resolve("r").toString(),
                "--metrics-file",
                metrics().toString()));
        arguments.addAll(Arrays.asList(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private Path metrics() {
        return home.resolve("nightly.prom");
    }

    private String file(String lines) throws Exception {
        return Files.writeString(home.resolve("feed.csv"), HEAD + lines).toString();
    }

    @Test
    void an_import_with_rejects_is_counted_and_its_summary_sent() throws Exception {
        String file = file("demo-lantern-crm,watched-1,Ada L.,\ndemo-lantern-crm,watched-1,,no address\n");
        try (Receiver receiver = new Receiver()) {
            var result = run("import", file, "--notify", receiver.url() + "/hook");
            assertThat(result.exit()).as(result.err()).isEqualTo(3);
            Receiver.Received got = receiver.received().get(0);
            JsonNode sent = JsonMapper.shared().readTree(got.text());
            assertThat(sent.get("status").asString()).isEqualTo("completed_with_rejects");
            assertThat(home.resolve("r").resolve(sent.get("run_id").asString()).resolve("summary.json"))
                    .hasContent(got.text() + "\n");
            String[] signature = got.header("X-contact-import-signature").split("[=,]");
            assertThat(signature[3]).isEqualTo(Webhook.hmac("a secret of the tests", signature[1] + "." + got.text()));
        }
        assertThat(Files.readString(metrics()))
                .contains("contact_import_lines{command=\"import\",feed=\"nightly\",outcome=\"updated\"} 1.0\n")
                .contains("contact_import_lines{command=\"import\",feed=\"nightly\",outcome=\"rejected\"} 1.0\n")
                .contains("rejected_lines{code=\"EMAIL_INVALID\",command=\"import\",feed=\"nightly\"} 1.0\n")
                .contains("contact_import_exit_code{command=\"import\",feed=\"nightly\"} 3.0\n")
                .containsPattern("contact_import_last_success_timestamp_seconds\\{[^}]*} 1\\.[0-9]+E9\n")
                .containsPattern("contact_import_chunk_seconds_count\\{[^}]*} 1\n")
                .containsPattern("contact_import_partition_position\\{[^}]*partition=\"[0-9]+\"} 1\\.0\n")
                .containsPattern("contact_import_partition_rows\\{[^}]*partition=\"[0-9]+\"} 1\\.0\n")
                .contains("step=\"merge\"} 1.0\n")
                .contains("reason=\"deadlock\"} 0.0\n")
                .doesNotContain("Ada", "watched-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(metrics())))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void a_command_that_cannot_begin_is_told_too_and_the_last_success_is_not_forgotten() throws Exception {
        assertThat(run("import", file("demo-lantern-crm,watched-1,Ada M.,\n")).exit())
                .isZero();
        double success = MetricsFile.lastSuccess(metrics()).orElseThrow();
        try (Receiver receiver = new Receiver()) {
            var result = run("import", home.resolve("none.csv").toString(), "--notify", receiver.url());
            assertThat(result.exit()).isEqualTo(2);
            JsonNode sent =
                    JsonMapper.shared().readTree(receiver.received().get(0).text());
            assertThat(sent.get("status").asString()).isEqualTo("not_started");
            assertThat(sent.get("exit_code").asInt()).isEqualTo(2);
            assertThat(sent.get("message").asString()).contains("none.csv");
        }
        assertThat(Files.readString(metrics())).contains("exit_code{command=\"import\",feed=\"nightly\"} 2.0\n");
        assertThat(MetricsFile.lastSuccess(metrics())).hasValue(success);
    }

    @Test
    void a_guard_and_a_check_are_told_with_their_own_status() throws Exception {
        String file = file("demo-lantern-crm,watched-1,Ada N.,\ndemo-lantern-crm,watched-1,,no address\n");
        try (Receiver receiver = new Receiver()) {
            assertThat(run("check", file, "--notify", receiver.url()).exit()).isEqualTo(3);
            assertThat(Files.readString(metrics())).contains("contact_import_exit_code{command=\"check\"");
            assertThat(run("import", file, "--notify", receiver.url(), "--max-rejects", "0", "--feed", "crm")
                            .exit())
                    .isEqualTo(4);
            assertThat(receiver.received())
                    .extracting(r ->
                            JsonMapper.shared().readTree(r.text()).get("status").asString())
                    .containsExactly("completed_with_rejects", "guarded");
        }
        assertThat(Files.readString(metrics())).contains("exit_code{command=\"import\",feed=\"crm\"} 4.0\n");
    }

    @Test
    void nobody_who_cannot_be_told_changes_the_exit_code() throws Exception {
        Files.createDirectories(metrics().resolve("in the way"));
        try (Receiver receiver = new Receiver(404);
                ScrapePort taken = ScrapePort.open("0", () -> "")) {
            var result = run(
                    "import",
                    file("demo-lantern-crm,watched-1,Ada O.,\n"),
                    "--quiet",
                    "--notify",
                    receiver.url(),
                    "--metrics-port",
                    Integer.toString(taken.port()));
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.err().lines())
                    .hasSize(3)
                    .anyMatch(l -> l.contains("metrics are not served at --metrics-port"))
                    .anyMatch(l -> l.contains("the notification was not delivered: 127.0.0.1 answered 404"))
                    .anyMatch(l -> l.contains("the metrics were not written to"));
        }
    }

    @Test
    void several_files_are_added_up_and_an_undo_is_told_as_one() throws Exception {
        String first = file("demo-lantern-crm,watched-1,Ada P.,\n");
        Path second = Files.writeString(home.resolve("two.csv"), HEAD + "demo-lantern-crm,watched-1,Ada Q.,\n");
        try (Receiver receiver = new Receiver()) {
            assertThat(run("import", first, second.toString(), "--notify", receiver.url())
                            .exit())
                    .isZero();
            assertThat(Files.readString(metrics()))
                    .contains("contact_import_lines{command=\"import\",feed=\"nightly\",outcome=\"updated\"} 2.0\n")
                    .containsPattern("contact_import_chunk_seconds_count\\{[^}]*} 2\n");
            assertThat(run("undo", "last", "--notify", receiver.url()).exit()).isZero();
            assertThat(receiver.received()).hasSize(3);
        }
        assertThat(Files.readString(metrics()))
                .contains("contact_import_exit_code{command=\"undo\"")
                .contains("contact_import_lines{command=\"undo\",feed=\"nightly\",outcome=\"updated\"} 1.0\n")
                .containsPattern("contact_import_chunk_seconds_count\\{[^}]*} 1\n")
                .containsPattern("contact_import_partition_position\\{[^}]*partition=\"[0-9]+\"} 1\\.0\n")
                .contains("step=\"stage\"} 1.0\n", "step=\"merge\"} 1.0\n");
    }

    @Test
    void a_collector_gets_the_last_numbers_too() throws Exception {
        try (Receiver receiver = new Receiver()) {
            var result = run(
                    "import",
                    file("demo-lantern-crm,watched-1,Ada R.,\n"),
                    "--metrics-otlp",
                    receiver.url() + "/v1/metrics");
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(receiver.received()).isNotEmpty();
            Receiver.Received last = receiver.received().get(receiver.received().size() - 1);
            assertThat(last.path()).isEqualTo("/v1/metrics");
            assertThat(last.text()).contains("contact.import.exit.code", "contact.import.lines", "contact-import");
        }
    }
}
