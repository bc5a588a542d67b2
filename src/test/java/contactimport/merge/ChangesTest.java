package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Link;
import contactimport.source.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ChangesTest {

    private static final Link LINK = new Link(101, 1, 7, "s1", false, 5);

    @ParameterizedTest(name = "{4}: {0} → {1}")
    @CsvFileSource(resources = "/rules/changes.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void of_a_contact_only_what_differs_is_told(String was, String is, String before, String after, String why) {
        Changes changes = new Changes().contact(was.equals("nobody") ? null : Stored.contact(was), Stored.contact(is));

        assertThat(told(changes)).as(why).isEqualTo(before + " → " + after);
        assertThat(changes.isEmpty()).as(why).isEqualTo(before.equals("{}") && !was.equals("nobody"));
    }

    @Test
    void of_a_new_link_everything_is_told_and_nothing_was_before() {
        assertThat(told(new Changes().link(null, LINK)))
                .isEqualTo("{} → {\"contact_inboxes\":{\"101\":"
                        + "{\"inbox_id\":7,\"source_id\":\"s1\",\"contact_id\":1,\"hmac_verified\":false}}}");
    }

    @Test
    void of_a_link_only_its_contact_and_its_verification_can_differ() {
        assertThat(told(new Changes().link(LINK, LINK.withVerified())))
                .isEqualTo("{\"contact_inboxes\":{\"101\":{\"hmac_verified\":false}}}"
                        + " → {\"contact_inboxes\":{\"101\":{\"hmac_verified\":true}}}");
        assertThat(told(new Changes().link(LINK.withVerified(), LINK.takenOverBy(2))))
                .isEqualTo("{\"contact_inboxes\":{\"101\":{\"contact_id\":1,\"hmac_verified\":true}}}"
                        + " → {\"contact_inboxes\":{\"101\":{\"contact_id\":2,\"hmac_verified\":false}}}");
        assertThat(told(new Changes().link(LINK, LINK.withContact(2))))
                .isEqualTo("{\"contact_inboxes\":{\"101\":{\"contact_id\":1}}}"
                        + " → {\"contact_inboxes\":{\"101\":{\"contact_id\":2}}}");
    }

    @Test
    void what_was_removed_is_told_as_what_was_before() {
        assertThat(told(new Changes().removed(Stored.contact("1 name=Ada custom={\"a\":1}"))))
                .isEqualTo("{\"name\":\"Ada\",\"custom_attributes\":{\"a\":1}} → {}");
        assertThat(told(new Changes().removed(LINK.withVerified())))
                .isEqualTo("{\"contact_inboxes\":{\"101\":"
                        + "{\"inbox_id\":7,\"source_id\":\"s1\",\"contact_id\":1,\"hmac_verified\":true}}} → {}");
    }

    @Test
    void contacts_are_noted_by_their_ids_and_nobody_is_not_noted() {
        assertThat(told(new Changes().note("brought_back", List.of(3L, 5L))))
                .isEqualTo("{} → {\"brought_back\":[3,5]}");
        assertThat(new Changes().note("brought_back", List.of()).isEmpty()).isTrue();
    }

    @Test
    void what_is_only_before_or_only_after_is_a_change() {
        assertThat(new Changes().removed(Stored.contact("1 name=Ada")).isEmpty())
                .isFalse();
        assertThat(new Changes().removed(Stored.contact("1 name=")).isEmpty())
                .as("somebody went")
                .isFalse();
        assertThat(new Changes().note("brought_back", List.of(3L)).isEmpty()).isFalse();
        assertThat(Changes.NONE.isEmpty()).isTrue();
    }

    private static String told(Changes changes) {
        return Json.write(changes.before()) + " → " + Json.write(changes.after());
    }
}
