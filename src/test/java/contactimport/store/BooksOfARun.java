package contactimport.store;

import contactimport.TestDatabase;

/**
 * The rows that a run leaves in our tables, written by hand: ten records on the lines 2 to 11 of a file, of which the stage step
 * rejected two. Partition 0 is done; partition 1 stopped after its second row of four, with its first group set aside.
 *
 * <pre>
 * ordinal 1 updated    part 0        ordinal 6  merged                  part 1, seq 2
 *         2 unchanged                        7  rejected in stage
 *         3 rejected in stage                8  set aside: failed       part 1, seq 1
 *         4 created    part 0                9  beyond: failed          part 1, seq 3
 *         5 rejected   part 0               10  beyond: failed          part 1, seq 4
 * </pre>
 */
public final class BooksOfARun {

    private final TestDatabase database;
    private final long no;

    private BooksOfARun(TestDatabase database, long no) {
        this.database = database;
        this.no = no;
    }

    public long no() {
        return no;
    }

    public static BooksOfARun partWay(TestDatabase database) {
        BooksOfARun books = staged(database);
        books.sql("update run set plan_done = true where no = ?");
        books.partition(0, 4, 2 + 3 + 5 + 6, 4, 4, 1, 3, "done", null);
        books.partition(1, 4, 9 + 7 + 10 + 11, 2, 1, 0, 0, "failed", "40001 in contact-update, lines 10 to 11");
        books.assign(0, new int[] {1, 2, 4, 5}, new int[] {1, 2, 3, 4});
        books.assign(1, new int[] {8, 6, 9, 10}, new int[] {1, 2, 3, 3});
        books.sql(
                "insert into set_aside (run_no, part, grp, from_seq, error) values (?, 1, 1, 1, '23514 in contact-update')");
        books.entry(1, 0, "updated", null, "{\"name\": \"Ada\"}", "{\"name\": \"Ada L.\"}");
        books.entry(4, 0, "created", null, null, "{\"name\": \"Eve\"}");
        books.entry(5, 0, "rejected", "CONTACT_NOT_FOUND", null, null);
        books.entry(6, 1, "merged", null, "{\"email\": null}", "{\"email\": \"m@x\"}");
        books.warning(1, 0, "AVATAR_NOT_STORED", "avatar_url", "a picture is not stored yet");
        books.warning(6, 0, "EMAIL_DROPPED", "email", "it belongs to contact 12");
        books.warning(6, 1, "AVATAR_NOT_STORED", "avatar", "a picture is not stored yet");
        return books;
    }

    /** The same file, staged and not planned. */
    public static BooksOfARun staged(TestDatabase database) {
        long no = (Long) database.value(
                "insert into run (id, file_name, file_size, sha256, format, settings, fingerprint, status,"
                        + " stage_done, records, bytes, staged, stage_rejected, line_sum, started_at)"
                        + " values (gen_random_uuid()::text, 'f.csv', 1000, '00', 'csv', '{}', '', 'running',"
                        + " true, 10, 1000, 8, 2, 53, timestamptz '2026-11-22T02:00:00Z') returning no");
        BooksOfARun books = new BooksOfARun(database, no);
        books.sql("select open_run_partitions(?)");
        books.sql("insert into staged_row (run_no, ordinal, line, account_id, inbox_id, patch, raw)"
                + " select ?, i, i + 1, 1, 1, '{}', convert_to('row,' || i, 'UTF8')"
                + " from unnest(array[1, 2, 4, 5, 6, 8, 9, 10]) i");
        books.entry(3, null, "rejected", "EMAIL_INVALID; PHONE_INVALID", null, null);
        books.entry(7, null, "rejected", "EMAIL_INVALID", null, null);
        return books;
    }

    /** One statement with the run's number as its only parameter. */
    public void sql(String statement) {
        database.sql(statement, no);
    }

    private void partition(
            int part,
            int rows,
            int lines,
            int position,
            int decided,
            int unchanged,
            int unchangedLines,
            String status,
            String error) {
        database.sql(
                "insert into partition (run_no, part, rows, line_sum, position, decided, unchanged, unchanged_line_sum, status, error)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                no,
                part,
                rows,
                lines,
                position,
                decided,
                unchanged,
                unchangedLines,
                status,
                error);
    }

    private void assign(int part, int[] ordinals, int[] groups) {
        for (int i = 0; i < ordinals.length; i++) {
            database.sql(
                    "insert into assignment (run_no, part, seq, grp, ordinal) values (?, ?, ?, ?, ?)",
                    no,
                    part,
                    i + 1,
                    groups[i],
                    ordinals[i]);
        }
    }

    private void entry(int ordinal, Integer part, String outcome, String codes, String before, String after) {
        database.sql(
                "insert into ledger (run_no, ordinal, line, part, outcome, codes, reason, before, after, record, raw)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?)",
                no,
                ordinal,
                ordinal + 1,
                part,
                outcome,
                codes,
                codes == null ? null : "because",
                before,
                after,
                after,
                codes == null ? null : ("row," + ordinal).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void warning(int ordinal, int number, String code, String field, String detail) {
        database.sql(
                "insert into warning (run_no, ordinal, no, line, code, field, detail) values (?, ?, ?, ?, ?, ?, ?)",
                no,
                ordinal,
                number,
                ordinal + 1,
                code,
                field,
                detail);
    }
}
