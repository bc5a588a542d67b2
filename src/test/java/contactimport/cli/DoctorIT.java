package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Examination;
import contactimport.store.PoolingProxy;
import contactimport.store.Schema;
import contactimport.store.Schemas;
import contactimport.store.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What keeps imports from running is found, and named with what to do about it. */
@ExtendWith(PostgresExtension.class)
class DoctorIT {

    @TempDir
    Path dir;

    @Test
    void a_database_that_is_as_it_should_be_is_all_ok(@Fresh TestDatabase db) {
        db.withPeople();
        var result = doctor(db.target());
        assertThat(result.exit()).as(result.out()).isZero();
        // The server of the tests is fast and forgetful on purpose.
        assertThat(result.out().lines())
                .hasSizeGreaterThan(9)
                .allMatch(line -> line.startsWith("ok ") || line.startsWith("warning  settings: fsync = off"));
    }

    @Test
    void missing_indexes_odd_settings_and_a_publication_are_warnings(@Fresh TestDatabase db) {
        db.withPeople();
        db.sql("drop index uniq_email_per_account_contact");
        db.sql("drop index index_contacts_on_lower_email_account_id");
        db.sql("create publication everything for all tables");
        db.sql("create table public.loyalty_cards (card text primary key, contact_id bigint)");
        db.sql("alter database " + db.name() + " set default_transaction_read_only = on");
        var result = doctor(db.target());
        assertThat(result.exit()).isZero();
        assertThat(warnings(result))
                .anyMatch(w -> w.contains("contacts has no unique index on (account_id,email)"))
                .anyMatch(w -> w.contains("contacts has no index on (account_id,lower(email))"))
                .anyMatch(w -> w.contains("FOR ALL TABLES") && w.contains("--allow-publication"))
                .anyMatch(w -> w.contains("loyalty_cards.contact_id"))
                .anyMatch(w -> w.contains("default_transaction_read_only = on"))
                .hasSize(5);
    }

    @Test
    void a_sequence_behind_its_ids_is_a_problem_and_taking_a_look_takes_no_id(@Fresh TestDatabase db) {
        db.withPeople();
        Object before = db.value("select last_value from contacts_id_seq");
        assertThat(doctor(db.target()).exit()).isZero();
        assertThat(db.value("select last_value from contacts_id_seq")).isEqualTo(before);
        db.sql("select setval('contacts_id_seq', 3)");
        var result = doctor(db.target());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).contains("problem  sequence of contacts").contains("select setval(");
    }

    @Test
    void every_missing_grant_is_named_with_the_imports_that_need_it(@Fresh TestDatabase db) {
        db.withPeople();
        String role = "doctor_of_" + db.name();
        db.sql("create role " + role + " login; grant usage on schema public to " + role
                + "; grant select, update on contacts, contact_inboxes to " + role
                + "; grant select on inboxes, channel_api, tags, taggings to " + role);
        Schema.grant(db.ownerDataSource(), Schemas.DEFAULT, role);
        Target as = new Target(db.url(), role, null, db.target().name());
        try {
            var enough = doctor(as);
            assertThat(enough.exit()).as(enough.out()).isZero();
            assertThat(warnings(enough))
                    .anyMatch(
                            w -> w.contains("INSERT on contacts is not granted, which") && w.contains("--mode upsert"))
                    .anyMatch(w -> w.contains("SELECT (id, contact_id), UPDATE (contact_id) on conversations")
                            && w.contains("--on-conflict merge"));
            db.sql("revoke update on contacts from " + role);
            db.sql("revoke insert on contact_import.ledger from " + role);
            var result = doctor(as);
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.out())
                    .contains("problem  grant: UPDATE on contacts is not granted")
                    .contains(
                            "problem  grant: INSERT on ledger is not granted, which every import needs",
                            "migrate --grant-to " + role);
        } finally {
            db.sql("drop owned by " + role + "; drop role " + role);
        }
    }

    /** The server does not say what kind of sessions those of others are. */
    @Test
    void sessions_of_other_roles_are_counted(@Fresh TestDatabase db) throws Exception {
        String role = "counter_of_" + db.name();
        db.sql("create role " + role + " login");
        List<Connection> others = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                others.add(db.raw());
            }
            int most = Integer.parseInt((String) db.value("show max_connections"))
                    - Integer.parseInt((String) db.value("show superuser_reserved_connections"));
            String said = doctor(new Target(db.url(), role, null, db.name())).out();
            assertThat(Integer.parseInt(said.replaceAll("(?s).*connections: (\\d+) free.*", "$1")))
                    .isLessThanOrEqualTo(most - others.size());
        } finally {
            for (Connection other : others) {
                other.close();
            }
            db.sql("drop role " + role);
        }
    }

    @Test
    void a_clock_that_is_off_and_a_directory_that_cannot_be_written_are_told(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        try (Connection connection = db.dataSource().getConnection()) {
            Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
            assertThat(Examination.of(connection, Schemas.DEFAULT, late))
                    .anyMatch(f -> f.what().equals("clock") && f.words().contains("ahead of this machine's"));
        }
        Path file = Files.writeString(dir.resolve("a file"), "");
        var result = new CliFixture(dir)
                .with(db.target())
                .run("doctor", "--report-dir", file.resolve("reports").toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).contains("problem  report directory: ").contains("--report-dir");
    }

    @Test
    void a_database_without_our_tables_names_migrate_and_one_that_is_not_there_is_a_sentence(@Fresh TestDatabase db) {
        db.withPeople();
        db.sql("drop schema contact_import cascade");
        var result = doctor(db.target());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).contains("problem  own tables").contains("contact-import migrate");
        Target nowhere =
                new Target(db.url().replace(db.name(), "nowhere"), db.target().user(), null, "nowhere");
        var missing = doctor(nowhere, "--json");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.out()).contains("\"level\":\"problem\"").contains("there is no database nowhere");
    }

    @Test
    void two_connections_to_the_server_itself_have_no_proxy_between(@Fresh TestDatabase db) throws Exception {
        try (Connection first = db.raw();
                Connection second = db.raw()) {
            assertThat(PoolingProxy.isBetween(first, second)).isFalse();
            // What a proxy that lends sessions looks like: both are served by one.
            assertThat(PoolingProxy.isBetween(first, first)).isTrue();
        }
    }

    private CliFixture.Result doctor(Target target, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "doctor";
        arguments[1] = "--report-dir";
        arguments[2] = dir.resolve("reports").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return new CliFixture(dir).with(target).run(arguments);
    }

    private static List<String> warnings(CliFixture.Result result) {
        return result.out().lines().filter(line -> line.startsWith("warning ")).toList();
    }
}
