package contactimport.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of the platform's contacts that we read, write and report: one list for all three. Only these are ever named.
 * Columns that a platform version lacks are left out of writes and read as NULL.
 */
final class ContactColumns {

    /** One column that the merge writes; {@code type} is that of its array parameter's elements. */
    record Column(String name, String type) {}

    private static final List<Column> WRITTEN = List.of(
            new Column("name", "text"),
            new Column("email", "text"),
            new Column("phone_number", "text"),
            new Column("identifier", "text"),
            new Column("additional_attributes", "jsonb"),
            new Column("custom_attributes", "jsonb"),
            new Column("contact_type", "int4"),
            new Column("location", "text"),
            new Column("country_code", "text"));

    private final List<Column> written;
    private final String record;
    private final String read;

    ContactColumns(Platform platform) {
        written =
                WRITTEN.stream().filter(c -> platform.has("contacts", c.name())).toList();
        record = fill(Sql.named("contact-record"), platform);
        read = fill(derived(Sql.named("contact-read"), platform), platform);
    }

    /** A derived column that is not there holds what would be derived: it never differs, and never is a change. */
    private static String derived(String sql, Platform platform) {
        String read = sql;
        if (!platform.has("contacts", "location")) {
            read = read.replace("{location}", "c.additional_attributes ->> 'city'");
        }
        if (!platform.has("contacts", "country_code")) {
            read = read.replace("{country_code}", "c.additional_attributes ->> 'country'");
        }
        return read;
    }

    /** Replaces {@code {column}} by the column, or by NULL where the platform lacks it. */
    private static String fill(String sql, Platform platform) {
        String filled = sql;
        for (String optional : List.of(
                "blocked", "last_activity_at", "last_name", "middle_name", "location", "country_code", "company_id")) {
            filled = filled.replace(
                    "{" + optional + "}", platform.has("contacts", optional) ? "c." + optional : "null::text");
        }
        String labels = platform.has("taggings") && platform.has("tags") ? Sql.named("label-list") : "'[]'::jsonb";
        return filled.replace("{label_list}", labels);
    }

    List<Column> written() {
        return written;
    }

    /** Columns over {@code contacts c} that a {@link ContactRecord} is made of. */
    String record() {
        return record;
    }

    String read() {
        return read;
    }

    String updateStatement() {
        String sets = written.stream()
                .map(c -> c.name() + " = u." + c.name() + (c.type().equals("jsonb") ? "::jsonb" : ""))
                .collect(Collectors.joining(", "));
        return "update contacts c set " + sets + ", updated_at = clock_timestamp() at time zone 'UTC' from " + rows("u")
                + " where c.id = u.id returning " + record;
    }

    String insertStatement() {
        String names = written.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = written.stream()
                .map(c -> "u." + c.name() + (c.type().equals("jsonb") ? "::jsonb" : ""))
                .collect(Collectors.joining(", "));
        return "insert into contacts as c (id, account_id, created_at, updated_at, " + names
                + ") select u.id, u.account_id,"
                // One instant for both, as the platform has it.
                + " statement_timestamp() at time zone 'UTC', statement_timestamp() at time zone 'UTC', " + values
                + " from "
                + rows("u") + " order by u.id returning " + record;
    }

    private String rows(String alias) {
        String types = written.stream()
                .map(c -> "?::" + (c.type().equals("jsonb") ? "text" : c.type()) + "[]")
                .collect(Collectors.joining(", "));
        String names = written.stream().map(Column::name).collect(Collectors.joining(", "));
        return "unnest(?::bigint[], ?::bigint[], " + types + ") as " + alias + " (id, account_id, " + names + ")";
    }
}
