package contactimport.cli;

import contactimport.TestDatabase;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A role as config/deploy/role.sql makes it, in a database with people; gone when it is closed. */
record ImporterRole(TestDatabase db, String name) implements AutoCloseable {

    /** By the script, as an operator would run it. */
    static ImporterRole in(TestDatabase db) throws IOException {
        db.withPeople();
        db.sql(Files.readString(Path.of("src/main/resources/db/demo/V3__attribute_definitions.sql"))
                .replace("create table ", "create table public."));
        String role = "importer_of_" + db.name();
        // Somebody else's table, of which only the kind of its owners is to be read.
        db.sql("create table public.access_tokens (owner_type text, owner_id bigint, token text)");
        db.sql(Files.readString(Path.of("config/deploy/role.sql")).replace("contact_importer", role));
        return new ImporterRole(db, role);
    }

    /** One that may log in, and nothing else. */
    static ImporterRole bare(TestDatabase db) {
        ImporterRole role = new ImporterRole(db, "other_" + db.name());
        db.sql("create role " + role.name + " login");
        return role;
    }

    Target target() {
        return new Target(db.url(), name, null, db.target().name());
    }

    /** Nothing is for everybody, as a careful owner has it. */
    ImporterRole alone() {
        db.sql("revoke all on database " + db.name() + " from public; revoke all on schema public from public");
        return this;
    }

    void revoke(String what) {
        db.sql("revoke " + what + " from " + name);
    }

    void grant(String what) {
        db.sql("grant " + what + " to " + name);
    }

    /** What the role has outside our own schema: {@code what} as it can be revoked, {@code missed}: what doctor says without it. */
    List<Map<String, Object>> grants() {
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
                """, name, name, name);
    }

    /** What it has in our own schema. */
    List<Map<String, Object>> own() {
        return db.sql(
                "select table_name::text, privilege_type::text from information_schema.role_table_grants"
                        + " where grantee = ? and table_schema = 'contact_import'"
                        + " union all select object_name, privilege_type from information_schema.role_usage_grants where grantee = ?"
                        + " and object_schema = 'contact_import'"
                        + " union all select routine_name, privilege_type from information_schema.role_routine_grants"
                        + " where grantee = ? and routine_schema = 'contact_import' order by 1, 2",
                name,
                name,
                name);
    }

    @Override
    public void close() {
        db.sql("drop owned by " + name + "; drop role " + name);
    }
}
