package contactimport.report;

import contactimport.source.Format;
import contactimport.source.ReadAs;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader.CodeCount;
import contactimport.store.LedgerReader.GivenBack;
import contactimport.store.LedgerReader.Warned;
import contactimport.store.LedgerReader.Written;
import contactimport.store.PaceTable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages of runs that need no database. */
final class Pages {

    static final Instant STARTED = Instant.parse("2026-11-22T02:00:00.120Z");
    static final ReadAs READING = ReadAs.usual(Format.CSV);

    /** What somebody might put into a file to have it executed by whoever looks at the report. */
    static final List<String> ATTACKS = List.of(
            "<script>document.title='hit'</script>",
            "\"><img src=x onerror=\"document.title='hit'\">",
            "'><svg onload=document.title='hit'>",
            "</script><script>document.title='hit'</script>",
            "</style><script>document.title='hit'</script>",
            "--><script>document.title='hit'</script><!--",
            "javascript:document.title='hit'",
            "{{file}} {{{style}}} ${7*7}",
            "</title><script>document.title='hit'</script>",
            "` onmouseover=document.title='hit' x=`",
            "\u2028\u2029\u202e<b>bold</b>&lt;i&gt;");

    private Pages() {}

    /** A run with something of everything; every text that comes from outside is the given one. */
    static String page(String foreign, int records, Pii pii) {
        PageSample sample = new PageSample(READING, pii);
        for (int i = 1; i <= records; i++) {
            sample.written(written(i, foreign));
        }
        sample.rejected(new GivenBack(
                7, "EMAIL_INVALID; PHONE_INVALID", "email: " + foreign + "; phone_number: expected +", raw(foreign)));
        sample.rejected(new GivenBack(9, "CONFLICT_EMAIL", "email: it belongs to contact 12", raw(foreign)));
        sample.rejected(new GivenBack(11, "CELL_COUNT", "expected 4 cells, found 5", raw(foreign)));
        sample.warned(new Warned(3, "EMAIL_DROPPED", "email", foreign, 2));
        sample.pace(List.of(
                mark("stage", 0, 0),
                mark("stage", 1_000, 900),
                mark("stage", 2_000, 2_000),
                mark("stage", 3_000, 2_020),
                mark("plan", 3_000, 0),
                mark("merge", 4_000, 0),
                mark("merge", 6_000, 500),
                mark("merge", 8_000, 1_400),
                mark("merge", 10_000, 2_020),
                mark("report", 10_000, 0)));
        StringWriter out = new StringWriter();
        Page.write(report(foreign, records), sample, pii, out);
        return out.toString();
    }

    private static PaceTable.Mark mark(String phase, long millis, long done) {
        return new PaceTable.Mark(1, phase, STARTED.plusMillis(millis), done);
    }

    static Written written(long line, String foreign) {
        String text = JsonText.quoted(foreign);
        return new Written(
                line,
                line % 50 == 0 ? "created" : line % 77 == 0 ? "merged" : "updated",
                "{\"name\":" + JsonText.quoted("Name " + line) + ",\"custom_attributes\":{" + text + ":" + text + "}}",
                "{\"name\":" + text + ",\"email\":\"person" + line + "@example.com\",\"custom_attributes\":{" + text
                        + ":[1.50," + text
                        + "],\"plan\":\"gold\"},\"contact_inboxes\":{\"5\":{\"hmac_verified\":true}}}",
                "{\"id\":" + (1000 + (line * 7919) % 5000) + ",\"name\":" + text + ",\"email\":\"person" + line
                        + "@example.com\"}",
                line - 1);
    }

    static Report report(String foreign, long written) {
        Map<String, Long> files = new LinkedHashMap<>();
        files.put("updated.jsonl", written);
        files.put("rejected.csv", 3L);
        files.put("warnings.jsonl", 1L);
        return new Report(
                run(foreign, written),
                Path.of("reports", "20261122T020000Z-7f3a"),
                files,
                List.of(
                        new CodeCount("EMAIL_INVALID", 1, List.of(7L)),
                        new CodeCount("CONFLICT_EMAIL", 1, List.of(9L)),
                        new CodeCount("CELL_COUNT", 1, List.of(11L))),
                List.of(new CodeCount("EMAIL_DROPPED", 1, List.of(3L))),
                "{\"policy\":\"last\",\"contacts\":1,\"lines\":2,\"examples\":[{\"first\":4,\"last\":5,\"lines\":2,\"won\":5}]}");
    }

    static RunInfo run(String foreign, long written) {
        return new RunInfo(
                        1,
                        "20261122T020000Z-7f3a",
                        "chatwoot on db:5432 " + foreign,
                        foreign,
                        "00ff",
                        Format.CSV,
                        List.of("email", foreign),
                        "{\"mode\":\"update\",\"inbox\":" + JsonText.quoted(foreign) + "}",
                        "completed_with_rejects",
                        3,
                        false,
                        STARTED,
                        STARTED.plusSeconds(12),
                        new Proof(new Tally(written + 20, written, 0, 0, 17, 3, 0), List.of()))
                .readAs(READING);
    }

    private static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
