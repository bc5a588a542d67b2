package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One person is nowhere in what is ours, nobody else is gone, and the sums hold. */
@ExtendWith(PostgresExtension.class)
class ForgetIT {

    @TempDir
    Path home;

    private CliFixture cli;

    private String imported(TestDatabase db) throws Exception {
        db.withPeople();
        cli = new CliFixture(home).with(db.target());
        db.sql("insert into contacts (id, account_id, name, email, identifier, created_at, updated_at) values"
                + " (2001, 1, 'Adamantine', 'adamantine@old.example', null, '2026-01-01', '2026-01-01'),"
                + " (2002, 1, 'Berta', 'berta@forget.example', 'crm-2002', '2026-01-01', '2026-01-01')");
        db.sql("insert into contact_inboxes (contact_id, inbox_id, source_id, created_at, updated_at) values"
                + " (2001, 2, 'source-of-adamantine', '2026-01-01', '2026-01-01'),"
                + " (2002, 2, 'source-of-berta', '2026-01-01', '2026-01-01')");
        Path file = Files.writeString(
                home.resolve("feed.csv"),
                "inbox_identifier,contact_identifier,name,email,phone_number\n"
                        + "demo-lantern-crm,source-of-adamantine,Adamantine L.,ADAMANTINE@new.example,+32470001122\n"
                        + "demo-lantern-crm,source-of-berta,Berta L.,berta@forget.example,+32470003344\n"
                        + "demo-lantern-crm,unknown-1,Once Adamantine,adamantine@old.example,0470\n"
                        + "demo-lantern-crm,source-of-adamantine,\"Adamantine\nM.\",no address,\n"
                        + "demo-lantern-crm,unknown-3,Also Adamantine,,32470/00.11-22\n"
                        + "demo-lantern-crm,unknown-4,Berta again,,32470/00.33-44\n");
        var result = run("import", file.toString());
        assertThat(result.exit()).as(result.err()).isEqualTo(3);
        return db.value("select id from contact_import.run").toString();
    }

    private CliFixture.Result run(String command, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = command;
        System.arraycopy(more, 0, all, 1, more.length);
        all[more.length + 1] = "--report-dir";
        all[more.length + 2] = home.resolve("r").toString();
        return cli.run(all);
    }

    @Test
    void everything_of_them_is_gone_and_nothing_of_anybody_else(@Fresh TestDatabase db) throws Exception {
        String run = imported(db);
        assertThat(mentions(db, "adamantine")).isNotEmpty();
        Files.writeString(home.resolve("r").resolve(run).resolve("page.html"), "<p>Adamantine");
        Map<String, String> before = everything(db);

        var dry = run("forget", "--email", "Adamantine@Old.example", "--dry-run");
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out())
                .startsWith("would forget contacts [2001]\n")
                .contains("ledger entries: 4")
                .contains("updated.jsonl: 1 line\n")
                .contains("rejected.csv: 3 lines\n")
                .contains("page.html: deleted\n");
        assertThat(everything(db)).isEqualTo(before);

        var result = run("forget", "--email", "Adamantine@Old.example");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out().replaceFirst("forgot", "would forget")).isEqualTo(dry.out());
        assertThat(mentions(db, "adamantine")).isEmpty();
        assertThat(mentions(db, "0011")).isEmpty();
        assertThat(mentions(db, "berta")).isNotEmpty();
        assertThat(Files.readString(home.resolve("r").resolve(run).resolve("rejected.csv")))
                .contains("Berta again")
                .startsWith("inbox_identifier,");
        assertThat(db.value("select name from contacts where id = 2001")).isEqualTo("Adamantine L.");
        assertThat(run("forget", "--contact", "2001").out()).contains("ledger entries: 0");
    }

    @Test
    void the_run_can_still_be_reported_and_undone_for_the_others(@Fresh TestDatabase db) throws Exception {
        String run = imported(db);
        assertThat(run("forget", "--contact", "2001").exit()).isZero();
        assertThat(run("report", run).exit()).isZero();
        assertThat(mentions(db, "adamantine")).isEmpty();
        assertThat(cli.run("history", "2001").out()).isEmpty();
        assertThat(cli.run("show", run).exit()).isZero();
        var undo = run("undo", run);
        assertThat(undo.exit()).as(undo.err()).isZero();
        assertThat(db.value("select string_agg(name, ', ' order by id) from contacts where id > 2000"))
                .isEqualTo("Adamantine L., Berta");
    }

    /** Contact 2001 of another database is somebody else; whoever has the address is the same person everywhere. */
    @Test
    void ids_of_contacts_count_only_in_reports_of_their_own_database(@Fresh TestDatabase db) throws Exception {
        String run = imported(db);
        Path reports = home.resolve("r");
        Path other = Files.createDirectories(reports.resolve("20260101T000000Z-0000"));
        Files.writeString(other.resolve("summary.json"), "{\"database\":\"else on elsewhere:5432\"}");
        String stranger = "{\"line\":2,\"contact\":{\"id\":2001,\"name\":\"Somebody Else\"}}\n";
        Files.writeString(
                other.resolve("updated.jsonl"),
                stranger + "{\"line\":3,\"contact\":{\"id\":7,\"email\":\"adamantine@new.example\"}}\n");
        // The same database under another name.
        Path own = reports.resolve(run).resolve("summary.json");
        Files.writeString(own, Files.readString(own).replaceFirst(" on localhost", " on 127.0.0.1"));

        Path broken = Files.createDirectories(reports.resolve("20260101T000001Z-0000"));
        Files.writeString(broken.resolve("summary.json"), "{\"database\":");
        Files.writeString(broken.resolve("updated.jsonl"), stranger);

        assertThat(run("forget", "--contact", "2001").exit()).isZero();

        assertThat(Files.readString(broken.resolve("updated.jsonl"))).isEqualTo(stranger);
        assertThat(Files.readString(other.resolve("updated.jsonl"))).isEqualTo(stranger);
        assertThat(mentions(db, "adamantine")).isEmpty();
    }

    @Test
    void who_is_still_to_be_imported_is_not_forgotten_half(@Fresh TestDatabase db) throws Exception {
        String run = imported(db);
        db.sql("update contact_import.run set status = 'interrupted'");
        db.sql("select contact_import.open_run_partitions(no) from contact_import.run");
        db.sql("insert into contact_import.staged_row (run_no, ordinal, line, account_id, inbox_id, email, patch, raw)"
                + " select no, 99, 99, 1, 2, 'adamantine@old.example', '{}', '' from contact_import.run");
        Map<String, String> before = everything(db);
        var result = run("forget", "--contact", "2001");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("contact-import rerun " + run, "contact-import abandon " + run);
        assertThat(everything(db)).isEqualTo(before);
    }

    @Test
    void nobody_and_a_stranger_are_told_apart(@Fresh TestDatabase db) throws Exception {
        imported(db);
        assertThat(run("forget").exit()).isEqualTo(2);
        var stranger = run("forget", "--phone", "+4799999999");
        assertThat(stranger.exit()).isZero();
        assertThat(stranger.out()).startsWith("forgot contacts none\n").contains("ledger entries: 0");
    }

    /** Files that hold personal data are their owner's only, the rewritten ones too. */
    @Test
    void files_stay_closed(@Fresh TestDatabase db) throws Exception {
        imported(db);
        run("forget", "--contact", "2001");
        try (var files = Files.walk(home.resolve("r"))) {
            assertThat(files.filter(f -> !f.equals(home.resolve("r"))).toList())
                    .hasSizeGreaterThan(4)
                    .allSatisfy(f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                            .isEqualTo(Files.isDirectory(f) ? "rwx------" : "rw-------"));
        }
    }

    private List<String> mentions(TestDatabase db, String word) throws Exception {
        return everything(db).entrySet().stream()
                .filter(e -> e.getValue().toLowerCase(Locale.ROOT).contains(word))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All our tables and all report files, as text. */
    private Map<String, String> everything(TestDatabase db) throws Exception {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, Object> table : db.sql("select table_name as name from information_schema.tables"
                + " where table_schema = 'contact_import' and table_name !~ '^(batch|flyway)'")) {
            String name = String.valueOf(table.get("name"));
            all.put(
                    "table " + name,
                    String.valueOf(db.value("select coalesce(string_agg(t::text, chr(10) order by t::text), '')"
                            + " || coalesce((select string_agg(encode(raw, 'escape'), chr(10)) from contact_import."
                            + (name.startsWith("ledger") ? "ledger" : "staged_row") + "), '') from contact_import."
                            + name + " t")));
        }
        try (var files = Files.walk(home.resolve("r"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }
}
