package contactimport.store;

import static contactimport.store.Schemas.quoted;

import contactimport.store.PlanFingerprint.FirstIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Temporary tables of one session that stand for others of the same name: first for all of ours, so that a run leaves nothing
 * behind there, then for those of the platform that a merge reads under a lock or writes. The merge is the same, statement by
 * statement, and changes nobody; when the session ends, however it ends, nothing is left. Not thread-safe.
 */
public final class Mirror {

    /** No run of ours has such a number: should a statement ever meet our own tables, it finds nothing there. */
    private static final long FIRST_RUN = 4_000_000_000_000_000_000L;

    /**
     * What an absorption re-points beside links and labels, and only counts: empty, with the columns that it names. The role may
     * see no others.
     */
    private static final Map<String, String> LEFT_EMPTY = Map.of(
            "conversations", "id, contact_id",
            "messages", "id, sender_type, sender_id",
            "notes", "id, contact_id",
            "csat_survey_responses", "id, contact_id",
            "active_storage_attachments", "id, record_type, record_id, name");

    private final Schemas schemas;

    public Mirror(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Makes empty twins of all our tables. */
    public void ownTables(Connection c) throws SQLException {
        List<String> statements = new ArrayList<>();
        Rows.each(c, Sql.named("mirror-own"), row -> statements.add(row.getString(1)), schemas.own());
        execute(c, "set temp_buffers = '32MB'");
        for (String statement : statements) {
            execute(c, statement);
        }
        Rows.each(c, "select setval(pg_get_serial_sequence('pg_temp.run', 'no'), ?)", row -> {}, FIRST_RUN);
    }

    /** What is to be known of the past where a file corrects the rejects of a run. After {@link #ownTables}. */
    public void past(Connection c, long correctedRun) throws SQLException {
        execute(
                c,
                Sql.named("mirror-past")
                        .replace("{own}", quoted(schemas.own()))
                        .replace("{run}", Long.toString(correctedRun)));
    }

    /** The ids that the next contact and the next link would get at most; nothing is taken from a sequence. */
    public FirstIds firstIds(Connection c) throws SQLException {
        return new FirstIds(firstId(c, "contacts"), firstId(c, "contact_inboxes"));
    }

    private long firstId(Connection c, String table) throws SQLException {
        String name = quoted(schemas.platform()) + "." + table;
        long highest = number(c, "select coalesce(max(id), 0) from " + name);
        return Math.max(highest, number(c, Sql.named("sequence-last"), name)) + 1;
    }

    /**
     * Makes twins of the platform's tables, filled with everything that the merge of a planned run can ask for, all as of one
     * moment. From now on the session does not see the platform's own tables.
     *
     * @return the ids from which on the merge gives out its own
     */
    public FirstIds platformTables(Connection c, long runNo, Platform platform, boolean absorbs) throws SQLException {
        FirstIds first = firstIds(c);
        execute(c, "set local statement_timeout = 0; set local work_mem = '128MB'");
        twin(c, "contacts", first.contact());
        fill(c, "mirror-contacts", "contacts", runNo);
        twin(c, "contact_inboxes", first.link());
        fill(c, "mirror-links", "contact_inboxes", runNo);
        execute(c, Sql.named("mirror-indexes"));
        if (platform.has("taggings")) {
            labels(c, runNo, platform);
        }
        for (var empty : LEFT_EMPTY.entrySet()) {
            if (absorbs && platform.has(empty.getKey())) {
                execute(
                        c,
                        "create temporary table " + empty.getKey() + " as select " + empty.getValue() + " from "
                                + quoted(schemas.platform()) + "." + empty.getKey() + " with no data");
            }
        }
        execute(c, "set search_path = " + quoted(schemas.own()));
        return first;
    }

    /** Ids of runs that are unfinished in the accounts of this one's lines. */
    public List<String> unfinished(Connection c, long runNo) throws SQLException {
        List<String> ids = new ArrayList<>();
        Rows.each(
                c,
                Sql.named("check-unfinished").replace("{own}", quoted(schemas.own())),
                row -> ids.add(row.getString(1)),
                runNo);
        return ids;
    }

    private void labels(Connection c, long runNo, Platform platform) throws SQLException {
        twin(c, "taggings", null);
        fill(c, "mirror-labels", "taggings", runNo);
        execute(c, "create index on pg_temp.taggings (taggable_type, taggable_id); analyze pg_temp.taggings");
        if (platform.has("tags")) {
            execute(
                    c,
                    "create temporary table tags as select id, name from " + quoted(schemas.platform())
                            + ".tags; create index on pg_temp.tags (id)");
        }
    }

    /** @param firstId of a sequence of its own; null: nobody asks for ids */
    private void twin(Connection c, String table, @Nullable Long firstId) throws SQLException {
        execute(
                c,
                "create temporary table " + table + " (like " + quoted(schemas.platform()) + "." + table
                        + " including defaults including generated)");
        if (firstId != null) {
            String sequence = "pg_temp." + table + "_ids";
            execute(
                    c,
                    "create temporary sequence " + table + "_ids start " + firstId + " owned by pg_temp." + table
                            + ".id; alter table pg_temp." + table + " alter id set default nextval('" + sequence
                            + "')");
        }
    }

    private void fill(Connection c, String statement, String table, long runNo) throws SQLException {
        String[] columns = new String[1];
        Rows.each(c, Sql.named("mirror-columns"), row -> columns[0] = row.getString(1), schemas.platform(), table);
        execute(
                c,
                Sql.named(statement)
                        .replace("{columns}", columns[0])
                        .replace("{platform}", quoted(schemas.platform()))
                        .replace("{run}", Long.toString(runNo)));
    }

    private static long number(Connection c, String sql, Object... parameters) throws SQLException {
        long[] number = new long[1];
        Rows.each(c, sql, row -> number[0] = row.getLong(1), parameters);
        return number[0];
    }

    private static void execute(Connection c, String sql) throws SQLException {
        try (Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }
}
