package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.store.Schema;
import contactimport.store.Schemas;
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
        try (ImporterRole role = ImporterRole.in(db)) {
            CliFixture cli = new CliFixture(home).with(role.target());
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
                            role.name()))
                    .isEqualTo(0L);
        }
    }

    @Test
    void it_creates_nothing_and_may_not_migrate(@Fresh TestDatabase db) throws Exception {
        try (ImporterRole role = ImporterRole.in(db)) {
            CliFixture cli = new CliFixture(home).with(role.target());
            assertThat(cli.run("migrate").exit()).isZero();
            db.sql("delete from contact_import.flyway_schema_history where installed_rank ="
                    + " (select max(installed_rank) from contact_import.flyway_schema_history)");
            var result = cli.run("migrate");
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err().lines()).hasSize(1).allMatch(l -> l.contains("may not"));
            for (String schema : List.of("public", "contact_import")) {
                assertThat(db.value("select has_schema_privilege(?, ?, 'create')", role.name(), schema))
                        .isEqualTo(false);
            }
            assertThat(db.value("select has_database_privilege(?, current_database(), 'create')", role.name()))
                    .isEqualTo(false);
            assertThat(db.value(
                            "select has_column_privilege(?, 'public.access_tokens', 'owner_type', 'select')"
                                    + " and not has_column_privilege(?, 'public.access_tokens', 'token', 'select')",
                            role.name(),
                            role.name()))
                    .isEqualTo(true);
        }
    }

    @Test
    void its_grants_on_our_tables_are_those_of_migrate(@Fresh TestDatabase db) throws Exception {
        try (ImporterRole role = ImporterRole.in(db);
                ImporterRole other = ImporterRole.bare(db)) {
            Schema.grant(db.ownerDataSource(), Schemas.DEFAULT, other.name());
            assertThat(role.own()).isNotEmpty().isEqualTo(other.own());
        }
    }

    /** What doctor does not miss when it is taken away would be a grant too many. */
    @Test
    void there_is_no_grant_that_nothing_needs(@Fresh TestDatabase db) throws Exception {
        try (ImporterRole role = ImporterRole.in(db).alone()) {
            CliFixture cli = new CliFixture(home).with(role.target());
            assertThat(cli.run("doctor").out()).doesNotContain("is not granted");
            List<Map<String, Object>> grants = role.grants();
            assertThat(grants).hasSizeGreaterThan(35);
            grants.removeIf(grant -> {
                boolean alone = grant.get("what").toString().matches("(connect|usage) on (database|schema) .*");
                if (alone) {
                    role.revoke((String) grant.get("what"));
                    assertThat(cli.run("doctor").out()).containsPattern((String) grant.get("missed"));
                    role.grant((String) grant.get("what"));
                }
                return alone;
            });
            grants.forEach(grant -> role.revoke((String) grant.get("what")));
            String missed = cli.run("doctor").out();
            for (Map<String, Object> grant : grants) {
                if (!grant.get("tbl").equals("access_tokens")) {
                    assertThat(missed).containsPattern((String) grant.get("missed"));
                }
            }
            assertThat(missed)
                    .contains("references: role " + role.name() + " may not see whether public.access_tokens points");
        }
    }

    /** Each alone taken away, a check, an import or an undo does something else than with all of them. */
    @Test
    void without_any_one_of_its_grants_something_fails(@Fresh TestDatabase model) throws Exception {
        assumeTrue(Boolean.getBoolean("role"), "takes a minute: for mvn -Prole");
        List<Map<String, Object>> grants;
        try (ImporterRole role = ImporterRole.in(model).alone()) {
            grants = role.grants();
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
        try (TestDatabase db = model.another();
                ImporterRole role = ImporterRole.in(db).alone()) {
            // Somebody who has a picture becomes one with somebody who has one.
            db.sql("insert into active_storage_attachments (name, record_type, record_id, blob_id, created_at)"
                    + " values ('avatar', 'Contact', 2, 1, now()), ('avatar', 'Contact', 9, 1, now())");
            db.sql("insert into access_tokens values ('Contact', 1, '')");
            db.sql("insert into custom_attribute_definitions (attribute_key, attribute_model, attribute_display_type,"
                    + " account_id, created_at, updated_at) values ('trips', 1, 1, 1, now(), now())");
            if (!revoked.isEmpty()) {
                role.revoke(revoked.replace(model.name(), db.name()));
            }
            return exits(new CliFixture(home).with(role.target()));
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

    @Test
    void a_table_of_somebody_elses_is_told_with_its_grant_before_anything_is_done(@Fresh TestDatabase db)
            throws Exception {
        try (ImporterRole role = ImporterRole.in(db)) {
            db.sql("create table public.loyalty_cards (card text, contact_id bigint)");
            db.sql("insert into loyalty_cards values ('c-3', 3)");
            CliFixture cli = new CliFixture(home).with(role.target());
            String file = file("cards.csv", "demo-lantern-crm,demo-crm-chiara-phone,,chiara@lantern.example,,\n");
            String[] merge = {"--on-conflict", "merge", "--reference", "loyalty_cards.contact_id=repoint"};
            assertThat(ends(2, cli, "import", file, merge).err())
                    .contains("role " + role.name() + " may not re-point loyalty_cards.contact_id; as its owner run:"
                            + " grant select, update on public.loyalty_cards to " + role.name());
            role.grant("select, update on public.loyalty_cards");
            ends(0, cli, "import", file, merge);
            assertThat(db.value("select contact_id from loyalty_cards")).isEqualTo(4L);
            role.revoke("select on public.loyalty_cards");
            assertThat(ends(2, cli, "undo", "last").err())
                    .contains("role " + role.name() + " may not re-point loyalty_cards.contact_id; as its owner run:"
                            + " grant select, update on public.loyalty_cards to " + role.name());
            assertThat(db.value("select count(*) from contact_import.run")).isEqualTo(1L);
            role.grant("select on public.loyalty_cards");
            ends(0, cli, "undo", "last");
            assertThat(db.value("select contact_id from loyalty_cards")).isEqualTo(3L);
        }
    }

    @Test
    void what_people_wrote_cannot_be_read(@Fresh TestDatabase db) throws Exception {
        try (ImporterRole role = ImporterRole.in(db)) {
            assertThat(db.sql(
                            "select table_name::text, column_name::text from information_schema.columns where table_schema = 'public'"
                                    + " and column_name in ('content', 'feedback_message', 'token')"
                                    + " and has_column_privilege(?, format('public.%I', table_name), column_name, 'select')",
                            role.name()))
                    .isEmpty();
        }
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
