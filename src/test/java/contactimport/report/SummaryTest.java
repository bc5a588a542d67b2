package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Format;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import contactimport.store.LedgerReader.CodeCount;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Instant STARTED = Instant.parse("2026-11-22T02:00:00.120Z");
    private static final Instant FINISHED = Instant.parse("2026-11-22T02:00:12.1204Z");
    private static final Tally TALLY = new Tally(120000, 80, 3, 1, 119908, 7, 1);

    @Test
    void the_json_has_the_contracts_names_in_the_contracts_order() {
        assertThat(SummaryJson.of(report(run("completed_with_rejects", FINISHED, List.of()))))
                .isEqualTo("""
                        {
                          "format_version":1,
                          "run_id":"20261122T020000Z-7f3a",
                          "database":"chatwoot on db:5432",
                          "file":"my \\"contacts\\".csv",
                          "sha256":"00ff",
                          "settings":{"hmac": "skip"},
                          "status":"completed_with_rejects",
                          "exit_code":3,
                          "resumable":false,
                          "started_at":"2026-11-22T02:00:00.120Z",
                          "finished_at":"2026-11-22T02:00:12.120Z",
                          "read":120000,
                          "updated":80,
                          "created":3,
                          "merged":1,
                          "unchanged":119908,
                          "rejected":7,
                          "failed":1,
                          "rejects_by_code":{"EMAIL_INVALID":6,"AMBIGUOUS_MATCH":1},
                          "warnings_by_code":{"AVATAR_NOT_STORED":2},
                          "rows_per_second":10000.0,
                          "reading":{"format":"csv","array":false,"encoding":"UTF-8","encoding_from":"content",\
                        "byte_order_mark":false,"undecodable_bytes":false,"delimiter":",","quote":"\\"",\
                        "compression":"none","members":[]},
                          "left_out":[],
                          "duplicates":null
                        }""");
    }

    @Test
    void an_unfinished_run_has_no_end_and_no_rate() {
        assertThat(SummaryJson.of(report(run("interrupted", null, List.of()))))
                .contains("\"finished_at\":null,", "\"rows_per_second\":null,\n");
    }

    @Test
    void the_text_says_what_why_where_and_what_next() {
        assertThat(SummaryText.of(report(run("completed_with_rejects", FINISHED, List.of()))))
                .isEqualTo("""
                        my "contacts".csv: completed, with rejects in 12.0 s
                        read as CSV in UTF-8, commas
                        run 20261122T020000Z-7f3a, database chatwoot on db:5432
                        --hmac skip: no hash was looked at and no link was marked verified.

                          read            120,000
                          updated              80
                          created               3
                          merged                1
                          unchanged       119,908
                          rejected              7
                          failed                1
                          The sums hold: every line has exactly one outcome, by the database's own
                            count.

                        Rejected, by the first code of the line:
                          EMAIL_INVALID, 6 lines: email is not of the form something@something without
                            white space.
                              lines 2, 3, 5, 7, 11 and 1 more
                          AMBIGUOUS_MATCH, 1 line: Several contacts of the account hold one and the same
                            key of the line.
                              line 4

                        Warnings:
                          AVATAR_NOT_STORED, 2 lines: avatar and avatar_url are checked but not stored
                            yet.
                              lines 2, 9

                        Report: my reports/20261122T020000Z-7f3a
                          updated.jsonl, 84 lines: what changed, before and after, and the contact
                          rejected.csv, 7 lines: the lines to correct, each with its reason
                          report.html: all of it on a page for the browser

                        Next: correct the rejected lines in that file and import it:
                          contact-import import 'my reports/20261122T020000Z-7f3a/rejected.csv'
                        """);
    }

    @Test
    void sums_that_do_not_hold_are_said_loudly() {
        String text =
                SummaryText.of(report(run("failed", FINISHED, List.of("5 lines were counted, but 4 are staged"))));
        assertThat(text)
                .contains("FAILED", "THE SUMS DO NOT HOLD", "\n  - 5 lines were counted, but 4 are staged\n")
                .doesNotContain("The sums hold");
    }

    @Test
    void a_resumable_run_says_how_to_go_on() {
        assertThat(SummaryText.of(report(run("interrupted", null, List.of()))))
                .contains("interrupted part way\n")
                .endsWith("\nNext: give the same command again, it continues where this run stopped.\n");
    }

    @Test
    void a_word_longer_than_a_line_is_not_broken() {
        Wrapped text = new Wrapped();
        text.line("  ", "a " + "x".repeat(90) + " b");
        assertThat(text.toString()).isEqualTo("  a\n    " + "x".repeat(90) + "\n    b\n");
    }

    private static RunInfo run(String status, Instant finished, List<String> violations) {
        return new RunInfo(
                1,
                "20261122T020000Z-7f3a",
                "chatwoot on db:5432",
                "my \"contacts\".csv",
                "00ff",
                Format.CSV,
                List.of("email"),
                "{\"hmac\": \"skip\"}",
                status,
                3,
                finished == null,
                STARTED,
                finished,
                new Proof(TALLY, violations));
    }

    private static Report report(RunInfo run) {
        Map<String, Long> lines = new LinkedHashMap<>();
        lines.put("updated.jsonl", 84L);
        lines.put("rejected.csv", 7L);
        return new Report(
                run,
                Path.of("my reports/20261122T020000Z-7f3a"),
                lines,
                List.of(
                        new CodeCount("EMAIL_INVALID", 6, List.of(2L, 3L, 5L, 7L, 11L)),
                        new CodeCount("AMBIGUOUS_MATCH", 1, List.of(4L))),
                List.of(new CodeCount("AVATAR_NOT_STORED", 2, List.of(2L, 9L))));
    }
}
