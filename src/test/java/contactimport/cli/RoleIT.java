package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    private String said = "";

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
        nothingForEverybody(db);
        try {
            CliFixture cli = new CliFixture(home).with(as(db, role));
            assertThat(cli.run("doctor").out()).doesNotContain("is not granted");
            List<Map<String, Object>> grants = grants(db, role);
            assertThat(grants).hasSizeGreaterThan(35);
            grants.removeIf(grant -> {
                boolean alone = grant.get("what").toString().matches("(connect|usage) on (database|schema) .*");
                if (alone) {
                    db.sql("revoke " + grant.get("what") + " from " + role);
                    assertThat(cli.run("doctor").out()).containsPattern((String) grant.get("missed"));
                    db.sql("grant " + grant.get("what") + " to " + role);
                }
                return alone;
            });
            grants.forEach(grant -> db.sql("revoke " + grant.get("what") + " from " + role));
            String missed = cli.run("doctor").out();
            for (Map<String, Object> grant : grants) {
                if (!grant.get("tbl").equals("access_tokens")) {
                    assertThat(missed).containsPattern((String) grant.get("missed"));
                }
            }
            assertThat(missed)
                    .contains("references: role " + role + " may not see whether public.access_tokens points");
        } finally {
            drop(db, role);
        }
    }

    /** Each alone taken away, a check, an import or an undo does something else than with all of them. */
    @Test
    void without_any_one_of_its_grants_something_fails(@Fresh TestDatabase model) throws Exception {
        assumeTrue(Boolean.getBoolean("role"), "takes a minute: for mvn -Prole");
        String role = role(model);
        List<Map<String, Object>> grants;
        try {
            nothingForEverybody(model);
            grants = grants(model, role);
        } finally {
            drop(model, role);
        }
        String complete = exits(model, "");
        assertThat(complete).as(said).isEqualTo("3 3 0");
        for (Map<String, Object> grant : grants) {
            assertThat(exits(model, (String) grant.get("what")))
                    .as("without " + grant.get("what"))
                    .isNotEqualTo("3 3 0");
        }
    }

    /** How a check, an import and its undo end in a database of their own. */
    private String exits(TestDatabase model, String revoked) throws Exception {
        try (TestDatabase db = model.another()) {
            String role = role(db);
            nothingForEverybody(db);
            // Somebody who has a picture becomes one with somebody who has one.
            db.sql("insert into active_storage_attachments (name, record_type, record_id, blob_id, created_at)"
                    + " values ('avatar', 'Contact', 2, 1, now()), ('avatar', 'Contact', 9, 1, now())");
            db.sql("insert into access_tokens values ('Contact', 1, '')");
            db.sql("insert into custom_attribute_definitions (attribute_key, attribute_model, attribute_display_type,"
                    + " account_id, created_at, updated_at) values ('trips', 1, 1, 1, now(), now())");
            if (!revoked.isEmpty()) {
                db.sql("revoke " + revoked.replace(model.name(), db.name()) + " from " + role);
            }
            try {
                return exits(new CliFixture(home).with(as(db, role)));
            } finally {
                drop(db, role);
            }
        }
    }

    private String exits(CliFixture cli) throws Exception {
        String file = Files.writeString(home.resolve("all.csv"), """
                        inbox_identifier,contact_identifier,name,email,custom_attributes.plan,custom_attributes.trips
                        demo-lantern-crm,demo-crm-chiara-phone,Chiara,chiara@lantern.example,gold,
                        demo-lantern-crm,demo-crm-greta,,bruno@lantern.example,,
                        demo-lantern-crm,role-somebody-new,Nadia,nadia@role.example,gold,
                        demo-lantern-crm,demo-crm-dagny,Dagny,,,many
                        """).toString();
        List<String> exits = new ArrayList<>();
        for (String command : List.of("check", "import")) {
            exits.add(exit(
                    cli,
                    command,
                    file,
                    "--mode=upsert",
                    "--match=source-id,email",
                    "--on-conflict=merge",
                    "--no-hmac-bind",
                    "--define-attributes",
                    "--reference=access_tokens.owner_id=ignore"));
        }
        exits.add(exit(cli, "undo", "last"));
        return String.join(" ", exits);
    }

    private String exit(CliFixture cli, String... command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command));
        arguments.add("--report-dir=" + home.resolve("r"));
        var result = cli.run(arguments.toArray(String[]::new));
        said = result.err();
        return Integer.toString(result.exit());
    }

    /** As a careful owner has it. */
    private static void nothingForEverybody(TestDatabase db) {
        db.sql("revoke all on database " + db.name() + " from public; revoke all on schema public from public");
    }

    /** What the role has outside our own schema: {@code what} as it can be revoked, {@code missed}: what doctor says without it. */
    private static List<Map<String, Object>> grants(TestDatabase db, String role) {
        return db.sql("""
                select format('%1$s on %2$I', privilege_type, table_name) as what, table_name::text as tbl,
                       format('grant: [A-Z, ]*%1$s[A-Z, ]* on %2$s is not granted, which ', privilege_type, table_name) as missed
                from information_schema.role_table_grants
                where grantee = ? and table_schema = 'public'
                union all
                select format('%1$s (%2$I) on %3$I', privilege_type, column_name, table_name), table_name,
                       format('grant: [A-Za-z_, ()]*%1$s \\([a-z_, ]*%2$s[a-z_, ]*\\)[A-Za-z_, ()]* on %3$s is not granted, which ',
                           privilege_type, column_name, table_name)
                from information_schema.role_column_grants c
                where grantee = ? and table_schema = 'public'
                  and not has_table_privilege(grantee, format('public.%I', table_name), privilege_type)
                union all
                select format('usage on sequence %I', object_name), '',
                       format('(sequence %1$s|sequence of %2$s: USAGE) .*is not granted', object_name, replace(object_name, '_id_seq', ''))
                from information_schema.role_usage_grants
                where grantee = ? and object_schema = 'public' and object_type = 'SEQUENCE'
                union all
                values ('usage on schema public', '', 'USAGE on schema public is not granted, which every import needs'),
                       ('usage on schema contact_import', '', 'may not use schema contact_import'),
                       ('connect on database ' || current_database(), '', 'connection: .* CONNECT is not granted'),
                       ('temporary on database ' || current_database(), '', 'TEMPORARY on database .* is not granted, which check')
                """, role, role, role);
    }

    @Test
    void a_table_of_somebody_elses_is_told_with_its_grant_before_anything_is_done(@Fresh TestDatabase db)
            throws Exception {
        String role = role(db);
        db.sql("create table public.loyalty_cards (card text, contact_id bigint)");
        db.sql("insert into loyalty_cards values ('c-3', 3)");
        try {
            CliFixture cli = new CliFixture(home).with(as(db, role));
            String file = file("cards.csv", "demo-lantern-crm,demo-crm-chiara-phone,,chiara@lantern.example,,\n");
            String[] merge = {"--on-conflict", "merge", "--reference", "loyalty_cards.contact_id=repoint"};
            assertThat(ends(2, cli, "import", file, merge).err())
                    .contains("role " + role + " may not re-point loyalty_cards.contact_id; as its owner run:"
                            + " grant select, update on public.loyalty_cards to " + role);
            db.sql("grant select, update on public.loyalty_cards to " + role);
            ends(0, cli, "import", file, merge);
            assertThat(db.value("select contact_id from loyalty_cards")).isEqualTo(4L);
            db.sql("revoke select on public.loyalty_cards from " + role);
            assertThat(ends(2, cli, "undo", "last").err())
                    .contains("role " + role + " may not re-point loyalty_cards.contact_id; as its owner run:"
                            + " grant select, update on public.loyalty_cards to " + role);
            assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(1L);
            db.sql("grant select on public.loyalty_cards to " + role);
            ends(0, cli, "undo", "last");
            assertThat(db.value("select contact_id from loyalty_cards")).isEqualTo(3L);
        } finally {
            drop(db, role);
        }
    }

    @Test
    void what_people_wrote_cannot_be_read(@Fresh TestDatabase db) throws Exception {
        String role = role(db);
        try {
            assertThat(db.sql(
                            "select table_name::text, column_name::text from information_schema.columns where table_schema = 'public'"
                                    + " and column_name in ('content', 'feedback_message', 'token')"
                                    + " and has_column_privilege(?, format('public.%I', table_name), column_name, 'select')",
                            role))
                    .isEmpty();
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
