package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A corrected line does not undo what has been changed since it was rejected. */
class SupersededRejectsIT extends Corrections {

    @Test
    void over_newer_applies_what_is_superseded_and_counts_for_the_first_run() throws Exception {
        String run = rejected(file("old.csv", FILE));
        assertThat(run("import", corrected(run, " at home", "@home.example")).exit())
                .as("import of such a file is the same")
                .isEqualTo(3);
        String second = lastRun();
        var again = run("rerun", second, "--rejects", rejectsOf(second));
        assertThat(again.exit()).isEqualTo(3);
        assertThat(rejects(lastRun()).get(0).get("reason"))
                .as("what is newer than the first rejected line is newer than its second correction")
                .isEqualTo("line 4 of run " + run + " has changed contact 2 since");
        var over = run("rerun", second, "--over-newer", "--rejects", rejectsOf(second));
        assertThat(over.exit()).as(over.err()).isZero();
        assertThat(contacts()).contains("2 Older Bruno bruno@home.example");
        assertThat(shown(run)).contains("Of its rejects 3 were corrected, in 3 runs: 3 applied, 0 rejected again.");
    }

    @Test
    void what_a_later_run_has_changed_is_newer_and_what_an_earlier_line_has_changed_is_not() throws Exception {
        String run = rejected(file("old.csv", HEADER + """
                demo-lantern-crm,demo-crm-bruno,,,,First Bruno
                demo-lantern-crm,demo-crm-bruno,,bruno at home,,Second Bruno
                demo-lantern-crm,demo-crm-greta,,greta at home,,Greta L.
                """));
        assertThat(run("import", file("later.csv", HEADER + "demo-lantern-crm,demo-crm-greta,,,,Nightly Greta\n"))
                        .exit())
                .isZero();
        String later = lastRun();
        assertThat(run("rerun", run, "--rejects", corrected(run, " at home", "@home.example"))
                        .exit())
                .isEqualTo(3);
        assertThat(contacts()).contains("2 Second Bruno bruno@home.example", "9 Nightly Greta greta@lantern.example");
        assertThat(rejects(lastRun()))
                .extracting(row -> row.get("reason"))
                .containsExactly("line 2 of run " + later + " has changed contact 9 since");
    }

    @Test
    void two_corrected_lines_of_one_contact_do_not_supersede_each_other() throws Exception {
        String run = rejected(file("old.csv", HEADER + """
                demo-lantern-crm,demo-crm-bruno,,bruno at home,,One
                demo-lantern-crm,demo-crm-bruno,,bruno at work,,Two
                """));
        Path corrected = corrected(run, " at ", "@at.");
        var result = run("rerun", run, "--chunk", "1", "--rejects", corrected);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(contacts()).contains("2 Two bruno@at.work");
    }
}
