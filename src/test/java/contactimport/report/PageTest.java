package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageTest {

    private static final Document CLEAN = Jsoup.parse(Pages.page("contacts.csv", 3, Pii.FULL));

    static List<String> attacks() {
        return Pages.ATTACKS;
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void whatever_comes_from_outside_is_text(String attack) {
        Document page = Jsoup.parse(Pages.page(attack, 3, Pii.FULL));
        assertThat(names(page)).isEqualTo(names(CLEAN));
        assertThat(page.getElementsByTag("script")).hasSize(1);
        assertThat(page.getElementsByTag("style")).hasSize(1);
        assertThat(attributes(page)).isEqualTo(attributes(CLEAN)).noneMatch(name -> name.startsWith("on"));
        assertThat(page.getElementsByTag("h1").text())
                .isEqualTo(Jsoup.parse("<p></p>")
                        .body()
                        .text(attack.replace('\u2029', ' '))
                        .text());
        assertThat(page.text()).as("its end would be that of a direction").doesNotContain("\u2029");
    }

    @Test
    void its_policy_allows_just_the_style_and_the_script_that_it_has() {
        assertThat(CLEAN.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src '"
                        + Page.hash(CLEAN.getElementsByTag("style").get(0).data()) + "'; script-src '"
                        + Page.hash(CLEAN.getElementsByTag("script").get(0).data())
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(CLEAN.select("[style],[src],link,iframe,object,embed,form,base,img"))
                .isEmpty();
        assertThat(CLEAN.select("a[href]")).allMatch(a -> a.attr("href").startsWith("#"));
    }

    @Test
    void it_can_be_walked_through_without_eyes() {
        assertThat(CLEAN.getElementsByTag("html").attr("lang")).isEqualTo("en");
        assertThat(CLEAN.select("header,nav,main,footer")).hasSize(4);
        assertThat(CLEAN.getElementsByTag("h1")).hasSize(1);
        assertThat(CLEAN.getElementsByTag("table"))
                .allMatch(t -> t.getElementsByTag("caption").hasText());
        assertThat(CLEAN.getElementsByTag("th")).allMatch(th -> th.hasAttr("scope"));
        assertThat(CLEAN.select("svg:not([aria-hidden])")).allMatch(svg -> svg.hasAttr("aria-label"));
        assertThat(CLEAN.select("input,select"))
                .allMatch(i -> CLEAN.select("label[for=" + i.id() + "]").hasText());
        assertThat(CLEAN.select("nav a"))
                .allMatch(a -> CLEAN.getElementById(a.attr("href").substring(1)) != null);
        List<String> ids = CLEAN.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void it_says_the_sums_the_way_on_and_what_changed() {
        assertThat(text("#result"))
                .contains(
                        "Of 23 lines that were read, 3 updated a contact, 17 found nothing to change and 3 were rejected.",
                        "The sums hold: 23 read = 3 updated + 0 created + 0 merged + 17 unchanged + 3 rejected + 0 failed.");
        assertThat(text("#next"))
                .contains(
                        "Exit code 3: done, but lines were rejected.",
                        "contact-import rerun 20261122T020000Z-7f3a --rejects reports/20261122T020000Z-7f3a/rejected.csv");
        assertThat(text("#rejects"))
                .contains(
                        "EMAIL_INVALID email is not of the form",
                        "line 11 expected 4 cells, found 5",
                        "the line as a whole");
        assertThat(CLEAN.select("#rejects table").get(1).select("tbody tr").eachText())
                .containsExactly("email 2 66.7 %", "phone_number 1 33.3 %", "the line as a whole 1 33.3 %");
        assertThat(text("#conflicts"))
                .contains(
                        "One contact is on 2 lines of the file.",
                        "the last one that is not rejected wins",
                        "line 4, then line 5 line 5 comes last",
                        "line 9 CONFLICT_EMAIL email: it belongs to contact 12");
        assertThat(text("#records"))
                .contains(
                        "All 3 records, as in updated.jsonl.",
                        "name Name 1 → contacts.csv",
                        "email none → person1@example.com",
                        "custom_attributes.plan none → gold",
                        "contact_inboxes.5.hmac_verified none → true");
    }

    @Test
    void a_run_that_a_guard_stopped_says_why_and_does_not_offer_its_rejects_alone() {
        Report usual = Pages.report("f.csv", 0);
        RunInfo run = new RunInfo(
                        1,
                        "20261122T020000Z-7f3a",
                        "db",
                        "f.csv",
                        "00ff",
                        contactimport.source.Format.CSV,
                        List.of("email"),
                        "{}",
                        "guarded",
                        4,
                        false,
                        Pages.STARTED,
                        Pages.STARTED,
                        new Proof(new Tally(23, 0, 0, 0, 0, 3, 20), List.of()))
                .because(List.of("the file is not as expected: it has 23 lines. No contact was changed"));
        Report report = new Report(run, usual.directory(), usual.lines(), usual.rejects(), usual.warnings());
        java.io.StringWriter out = new java.io.StringWriter();
        Page.write(report, new PageSample(Pages.READING, Pii.FULL), Pii.FULL, out);
        assertThat(Jsoup.parse(out.toString()).select("#next").text())
                .isEqualTo("What to do next Exit code 4: a guard stopped the run, and no contact was changed."
                        + " The file is not as expected: it has 23 lines. No contact was changed."
                        + " Nothing of the file is imported yet: correct the file, or allow what the guard has stopped,"
                        + " and give the same command again.");
        assertThat(SummaryText.of(report))
                .contains("and give the same\n  command again.")
                .doesNotContain("import it:");
    }

    @Test
    void a_check_speaks_of_what_would_be() {
        Report usual = Pages.report("f.csv", 3);
        CheckInfo check = new CheckInfo(false, "00ff", null, java.util.Map.of(), List.of());
        RunInfo run = usual.run().checked(check, "completed_with_rejects", 3);
        Report report = new Report(run, usual.directory(), usual.lines(), usual.rejects(), usual.warnings());
        java.io.StringWriter out = new java.io.StringWriter();
        Page.write(report, new PageSample(Pages.READING, Pii.FULL), Pii.FULL, out);
        Document page = Jsoup.parse(out.toString());
        assertThat(page.select(".status").text()).isEqualTo("checked, with rejects");
        assertThat(page.select(".lead").text())
                .isEqualTo("Of 23 lines that were read, 3 would update a contact, 17 would find nothing to change and 3"
                        + " would be rejected.");
        assertThat(page.select("#rejects .hint").text())
                .isEqualTo("These lines change nothing at all, each for the reason that is given.");
        assertThat(page.select("#warnings .hint").text()).startsWith("The lines would be applied, but");
        assertThat(SummaryText.of(report)).startsWith("f.csv: checked, with rejects in 12.0 s\n");
    }

    @Test
    void lines_of_which_the_same_is_said_stand_together() {
        PageSample sample = new PageSample(Pages.READING, Pii.FULL);
        for (long line : new long[] {2, 5, 9}) {
            sample.rejected(new contactimport.store.LedgerReader.GivenBack(
                    line, "EMAIL_INVALID", line == 5 ? "email: other" : "email: same", new byte[0]));
        }
        java.io.StringWriter out = new java.io.StringWriter();
        Page.write(Pages.report("f.csv", 1), sample, Pii.FULL, out);
        assertThat(Jsoup.parse(out.toString())
                        .select(".examples")
                        .get(0)
                        .select("li")
                        .eachText())
                .containsExactly("lines 2, 9 email: same", "line 5 email: other");
    }

    @Test
    void the_throughput_of_every_step_is_a_chart_and_a_table() {
        assertThat(CLEAN.select("#pace tbody tr").eachText())
                .containsExactly("stage 2,020 3.0 s 673", "plan 0.0 s", "merge 2,020 6.0 s 337", "report 2.0 s");
        assertThat(CLEAN.select("#pace figcaption").eachText()).containsExactly("stage", "merge");
        assertThat(CLEAN.select("#pace svg").get(1).attr("aria-label"))
                .isEqualTo("Lines a second in step merge over 6.0 s: on average 337, at most 450");
        assertThat(CLEAN.select("#pace .curve").get(1).attr("d"))
                .isEqualTo("M0.0 45.6L333.3 45.6L666.7 2.0L1000.0 32.5");
    }

    @Test
    void it_stays_small_however_much_there_is() {
        String page = Pages.page("x".repeat(5_000), 10_000, Pii.FULL);
        assertThat(page.length()).isLessThan(6_000_000);
        assertThat(Jsoup.parse(page).select("#table tbody tr").size()).isBetween(1_000, PageSample.RECORDS);
        assertThat(Jsoup.parse(page).select("#records .hint").text()).contains("The first", "of 10,000 records");
    }

    @Test
    void masked_or_left_out_values_are_not_in_it() {
        String secret = "Zanzibar-4711";
        assertThat(Pages.page("f.csv", 1, Pii.FULL)).contains("person1@example.com");
        Document masked = Jsoup.parse(page(secret, Pii.MASKED));
        assertThat(masked.select("#records").text())
                .doesNotContain("Zanzibar", "4711", "person1@")
                .contains("p******@*******.com", "masked");
        Document none = Jsoup.parse(page(secret, Pii.NONE));
        assertThat(none.select("#records").text())
                .doesNotContain("Zanz", "47", "person1@", "@")
                .contains("name not shown → not shown", "hmac_verified none → true");
    }

    /** The keys of attributes are shown, as column names are: only values are people's. */
    private static String page(String secret, Pii pii) {
        PageSample sample = new PageSample(Pages.READING, pii);
        sample.written(new contactimport.store.LedgerReader.Written(
                2,
                "updated",
                "{\"name\":\"" + secret + "\"}",
                "{\"name\":\"" + secret + "\",\"email\":\"person1@example.com\",\"custom_attributes\":{\"k\":{\"d\":[\""
                        + secret + "\",4711]}},\"contact_inboxes\":{\"5\":{\"source_id\":\"" + secret
                        + "\",\"hmac_verified\":true}}}",
                "{\"id\":3,\"name\":\"" + secret + "\",\"email\":\"person1@example.com\"}"));
        java.io.StringWriter out = new java.io.StringWriter();
        Page.write(Pages.report("f.csv", 1), sample, pii, out);
        return out.toString();
    }

    private static String text(String selector) {
        return CLEAN.select(selector).text();
    }

    private static Set<String> names(Document page) {
        Set<String> names = new TreeSet<>();
        page.getAllElements().forEach(e -> names.add(e.tagName()));
        return names;
    }

    private static Set<String> attributes(Document page) {
        Set<String> names = new TreeSet<>();
        for (Element e : page.getAllElements()) {
            Arrays.stream(e.attributes().asList().toArray(new org.jsoup.nodes.Attribute[0]))
                    .forEach(a -> names.add(a.getKey()));
        }
        return names;
    }
}
