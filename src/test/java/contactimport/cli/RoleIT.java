package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Schema;
import contactimport.store.Schemas;
import contactimport.store.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The role of config/deploy/role.sql can do all there is to do, creates nothing, and has no grant that it does not need. */
@ExtendWith(PostgresExtension.class)
class RoleIT {

    private static final String HEAD =
            "inbox_identifier,contact_identifier,name,email,phone_number,custom_attributes.plan\n";

    @TempDir
    Path home;

    @Test
    void everything_but_migrate_works_under_it(@Fresh TestDatabase db) throws Exception {
        String role = role(db);
        try {
            CliFixture cli = new CliFixture(home).with(as(db, role));
            String people = file(
                    "people.csv",
                    "demo-lantern-crm,demo-crm-chiara-phone,Chiara,chiara@lantern.example,,gold\n"
                            + "demo-lantern-crm,role-new-1,Nadia,nadia@role.example,+32470000999,gold\n"
                            + "demo-lantern-crm,demo-crm-bruno,Bruno,no address,,gold\n");
            String[] rules = {
                "--mode", "upsert", "--match", "source-id,email", "--on-conflict", "merge", "--define-attributes"
            };
            ends(3, cli, "check", people, rules);
            ends(3, cli, "check", people, "--write", rules[0], rules[1], rules[4], rules[5]);
            var imported = ends(3, cli, "import", people, rules);
            assertThat(imported.err()).containsPattern("merged +1\n").containsPattern("created +1\n");
            Path rejected = only("rejected.csv");
            Files.writeString(rejected, Files.readString(rejected).replace("no address", "bruno@role.example"));
            ends(0, cli, "rerun", "last", "--rejects", rejected.toString());
            ends(0, cli, "undo", "last", "--check");
            ends(0, cli, "undo", "last");
            String first = db.value("select id from contact_import.run order by no limit 1")
                    .toString();
            ends(0, cli, "undo", first);
            assertThat(db.value("select count(*) from contacts where id = 3 or email = 'nadia@role.example'"))
                    .isEqualTo(1L);
            ends(0, cli, "report", first);
            for (String command : List.of("runs", "inboxes", "doctor")) {
                assertThat(cli.run(command).exit()).as(command).isZero();
            }
            assertThat(cli.run("show", "last").exit()).isZero();
            assertThat(cli.run("history", "3").out()).contains("undo");
            assertThat(cli.run("forget", "--contact", "4").out()).contains("ledger entries: ");
            assertThat(cli.run("purge", "--older-than", "0s").out()).contains("removed: 4 runs");
            assertThat(db.value(
                            "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where rolname = ?",
                            role))
                    .isEqualTo(0L);
        } finally {
            drop(db, role);
        }
    }

    @Test
    void it_creates_nothing_and_may_not_migrate(@Fresh TestDatabase db) throws Exception {
        String role = role(db);
        try {
            CliFixture cli = new CliFixture(home).with(as(db, role));
            assertThat(cli.run("migrate").exit()).isZero();
            db.sql("delete from contact_import.flyway_schema_history where installed_rank ="
                    + " (select max(installed_rank) from contact_import.flyway_schema_history)");
            var result = cli.run("migrate");
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err().lines()).hasSize(1).allMatch(l -> l.contains("may not"));
            for (String schema : List.of("public", "contact_import")) {
                assertThat(db.value("select has_schema_privilege(?, ?, 'create')", role, schema))
                        .isEqualTo(false);
            }
            assertThat(db.value("select has_database_privilege(?, current_database(), 'create')", role))
                    .isEqualTo(false);
            assertThat(db.value(
                            "select has_column_privilege(?, 'public.access_tokens', 'owner_type', 'select')"
                                    + " and not has_column_privilege(?, 'public.access_tokens', 'token', 'select')",
                            role,
                            role))
                    .isEqualTo(true);
        } finally {
            drop(db, role);
        }
    }

    @Test
    void its_grants_on_our_tables_are_those_of_migrate(@Fresh TestDatabase db) throws Exception {
        String role = role(db);
        String other = "other_" + db.name();
        db.sql("create role " + other + " login");
        try {
            Schema.grant(db.ownerDataSource(), Schemas.DEFAULT, other);
            assertThat(own(db, role)).isNotEmpty().isEqualTo(own(db, other));
        } finally {
            drop(db, role);
            drop(db, other);
        }
    }

    /** What doctor does not miss when it is taken away would be a grant too many. */
    @Test
    void there_is_no_grant_that_nothing_needs(@Fresh TestDatabase db) throws Exception {
        String role = role(db);
        db.sql("revoke temporary on database " + db.name() + " from public");
        try {
            CliFixture cli = new CliFixture(home).with(as(db, role));
            assertThat(cli.run("doctor").out()).doesNotContain("is not granted");
            List<Map<String, Object>> grants = db.sql(
                    "select table_name as tbl, privilege_type as privilege from information_schema.role_table_grants"
                            + " where grantee = ? and table_schema = 'public' order by 1, 2",
                    role);
            assertThat(grants).hasSizeGreaterThan(25);
            db.sql("revoke all on all tables in schema public from " + role
                    + "; revoke all on all sequences in schema public from " + role
                    + "; revoke temporary on database " + db.name() + " from " + role);
            String missed = cli.run("doctor").out();
            for (Map<String, Object> grant : grants) {
                assertThat(missed)
                        .containsPattern("grant: [A-Z, ]*" + grant.get("privilege") + "[A-Z, ]* on " + grant.get("tbl")
                                + " is not granted, which ");
            }
            assertThat(missed)
                    .contains(
                            "sequence of contacts: USAGE is not granted",
                            "sequence of contact_inboxes: USAGE is not granted",
                            "TEMPORARY on database " + db.name() + " is not granted, which check needs")
                    .contains("references: role " + role + " may not see whether");
        } finally {
            drop(db, role);
        }
    }

    private static List<Map<String, Object>> own(TestDatabase db, String role) {
        return db.sql(
                "select table_name::text, privilege_type::text from information_schema.role_table_grants"
                        + " where grantee = ? and table_schema = 'contact_import'"
                        + " union all select object_name, privilege_type from information_schema.role_usage_grants where grantee = ?"
                        + " and object_schema = 'contact_import'"
                        + " union all select routine_name, privilege_type from information_schema.role_routine_grants"
                        + " where grantee = ? and routine_schema = 'contact_import' order by 1, 2",
                role,
                role,
                role);
    }

    /** By the script, as an operator would run it. */
    private static String role(TestDatabase db) throws Exception {
        db.withPeople();
        db.sql(Files.readString(Path.of("src/main/resources/db/demo/V3__attribute_definitions.sql"))
                .replace("create table ", "create table public."));
        String role = "importer_of_" + db.name();
        // Somebody else's table, of which only the kind of its owners is to be read.
        db.sql("create table public.access_tokens (owner_type text, owner_id bigint, token text)");
        db.sql(Files.readString(Path.of("config/deploy/role.sql")).replace("contact_importer", role));
        return role;
    }

    private static Target as(TestDatabase db, String role) {
        return new Target(db.url(), role, null, db.target().name());
    }

    private static void drop(TestDatabase db, String role) {
        db.sql("drop owned by " + role + "; drop role " + role);
    }

    private String file(String name, String lines) throws Exception {
        return Files.writeString(home.resolve(name), HEAD + lines).toString();
    }

    private CliFixture.Result ends(int exit, CliFixture cli, String command, String what, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                what,
                "--report-dir",
                home.resolve("r").resolve(command).toString()));
        arguments.addAll(Arrays.asList(more));
        var result = cli.run(arguments.toArray(String[]::new));
        assertThat(result.exit()).as(arguments + "\n" + result.err()).isEqualTo(exit);
        return result;
    }

    private Path only(String name) throws Exception {
        try (var files = Files.walk(home.resolve("r").resolve("import"))) {
            return files.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
        }
    }
}
