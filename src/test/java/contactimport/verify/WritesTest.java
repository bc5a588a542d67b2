package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.Attributes;
import contactimport.contact.Field;
import contactimport.contact.WritePolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small values that verification hands on. */
class WritesTest {

    private static final Writes WRITES = new Writes(
            Map.of("email", WritePolicy.FILL_IF_BLANK, "name", WritePolicy.NEVER), Set.of("custom_attributes.tier"));

    @ParameterizedTest
    @CsvSource({
        "phone_number, false, false, true, no policy overwrites",
        "phone_number, true, false, true, blank or not",
        "email, true, false, true, a blank is filled",
        "email, false, false, false, a value is not",
        "email, false, true, true, a new contact gets every value",
        "name, true, false, false, never is never",
        "name, true, true, true, but for a new contact",
    })
    void a_policy_decides_by_what_is_stored(
            String field, boolean storedIsBlank, boolean created, boolean written, String why) {
        assertThat(WRITES.writes(field, storedIsBlank, created)).as(why).isEqualTo(written);
    }

    @Test
    void only_what_was_asked_for_is_cleared() {
        assertThat(WRITES.clears("custom_attributes.tier")).isTrue();
        assertThat(WRITES.clears("email")).isFalse();
        assertThat(WRITES).hasToString("Writes[2 policies, 1 cleared]");
    }

    @Test
    void a_staged_patch_is_taken_as_it_is() {
        VerifiedPatch patch = VerifiedPatch.staged(
                2,
                10,
                "s",
                null,
                true,
                Field.set("Ada"),
                Field.keep(),
                Field.keep(),
                Attributes.EMPTY,
                Attributes.EMPTY,
                WRITES,
                List.of());
        assertThat(patch.sourceId()).isEqualTo("s");
        assertThat(patch.writes()).isSameAs(WRITES);
    }

    @Test
    void an_inbox_is_found_by_its_identifier_and_by_its_id() {
        Inbox inbox = new Inbox(7, 10, "b", "free", false, null);
        Inboxes inboxes = new Inboxes(List.of(inbox));
        assertThat(inboxes.find("b")).contains(inbox);
        assertThat(inboxes.find("7")).isEmpty();
        assertThat(inboxes.withId(7)).isSameAs(inbox);
        assertThat(inboxes.all()).containsExactly(inbox);
        assertThatThrownBy(() -> inboxes.withId(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no API inbox has id 8");
    }

    @Test
    void a_tally_counts_the_lines_of_every_kind() {
        SignTally tally = new SignTally(5, Map.of(Unsigned.NO_INBOX, 2L, Unsigned.UNREADABLE, 1L), 1);
        assertThat(tally.unsignedLines()).isEqualTo(3);
        assertThat(tally.lines()).isEqualTo(8);
        assertThat(Unsigned.NO_INBOX.label()).isEqualTo("without an inbox_identifier");
    }

    @Test
    void a_key_never_shows_itself() {
        assertThat(new HmacKey("token-of-inbox-b")).hasToString("HmacKey[redacted]");
    }
}
