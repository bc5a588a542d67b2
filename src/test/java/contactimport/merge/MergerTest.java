package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.contact.Reason;
import contactimport.source.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision tells of a line, beside what it does: {@link MergeTableTest}. */
class MergerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            update | 1 | source=s1 | CONTACT_NOT_FOUND no contact has this contact_identifier in this inbox
            match=email | 1 | email=a@x | CONTACT_NOT_FOUND no contact has one of the line's match keys
            match=source-id,email | 1 | email=a@x | CONTACT_NOT_FOUND no contact has one of the line's match keys
            match=email | 1 email=a@x & 2 email=A@x | email=a@x | AMBIGUOUS_MATCH several contacts hold the same email
            upsert match=phone | 1 phone=+1 id=A | phone=+1 id=B | CONFLICT_PHONE it belongs to contact 1, which another key of the line tells apart
            update | 1 link=s1 & 2 phone=+2 & 3 phone=+2 | source=s1 phone=+2 | AMBIGUOUS_MATCH phone_number: several other contacts of the account hold it
            update | 1 link=s1 & 2 email=b@x & 3 email=B@x | source=s1 email=b@x | AMBIGUOUS_MATCH email: several other contacts of the account hold it
            update | 1 link=s1 & 2 id=B & 3 id=B | source=s1 id=B | AMBIGUOUS_MATCH identifier: several other contacts of the account hold it
            update | 1 link=s1 & 2 id=B | source=s1 id=B | CONFLICT_IDENTIFIER identifier: it belongs to contact 2
            update | 1 link=s1 & 2 email=b@x | source=s1 email=b@x | CONFLICT_EMAIL email: it belongs to contact 2
            update | 1 link=s1 & 2 phone=+2 | source=s1 phone=+2 | CONFLICT_PHONE phone_number: it belongs to contact 2
            update merge | 1 id=A link=s1 & 2 id=B email=b@x | source=s1 email=b@x | CONFLICT_IDENTIFIER email: it belongs to contact 2, which has another identifier
            update | 1 id=A link=s1 | source=s1 id=B | HMAC_IDENTIFIER_MISMATCH identifier: contact 1 has another one
            update | 1 link=s1 | source=s1 signed | HMAC_INVALID identifier_hash: expected an identifier beside it: it signs the empty text
            update | 1 link=s1 unreadable | source=s1 | STORED_VALUE_UNREADABLE custom_attributes: those of contact 1 cannot be read
            upsert match=email,source-id | 1 email=a@x & 2 link=s2 | source=s2 email=a@x | CONFLICT_SOURCE_ID contact_identifier: it belongs to contact 2
            update drop | 1 link=s1 & 2 id=B | source=s1 id=B | IDENTIFIER_DROPPED identifier: it belongs to contact 2
            update drop | 1 link=s1 & 2 email=b@x | source=s1 email=b@x | EMAIL_DROPPED email: it belongs to contact 2
            update drop | 1 link=s1 & 2 phone=+2 | source=s1 phone=+2 | PHONE_DROPPED phone_number: it belongs to contact 2
            update | 1 email=A@x lead link=s1 & 2 email=a@x | source=s1 email=a@x | EMAIL_CASE_KEPT email: contact 2 holds the lower-case form
            upsert drop match=email,source-id | 1 email=a@x & 2 link=s2 | source=s2 email=a@x | SOURCE_ID_DROPPED contact_identifier: it belongs to contact 2
            match=email | 1 email=a@x id=A | email=a@x id=A signed | NOT_LINKED identifier_hash: no link of this contact to mark verified
            upsert | 1 | source=short | SOURCE_ID_GUESSABLE contact_identifier: expected 16 or more characters, not only digits
            """)
    void a_sentence_names_the_field_the_other_contact_and_what_was_expected(
            String rules, String stored, String line, String sentence) {
        Decision decision = new Folding(Stored.of(stored), LineInWords.rules(rules))
                .fold(List.of(LineInWords.line(line)), Map.of())
                .get(0);

        assertThat(Folding.sentences(decision)).containsExactly(sentence);
    }

    private static final Ids NOBODY_NEW = new Ids() {
        @Override
        public long nextContact() {
            throw new AssertionError("nobody is created");
        }

        @Override
        public long nextLink() {
            throw new AssertionError("no link is made");
        }

        @Override
        public String nextSourceId() {
            throw new AssertionError("no link is made");
        }
    };

    /** What the plan relies on when it lets such a line go its own way, whoever else holds its keys. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update                     | name=Grace id=A email=a@x phone=+1 | false | a new name
            update merge               | id=A email=a@x phone=+1 signed     | false | the link is marked
            update drop                | email=a@x phone=+1                 | false | some of its keys
            upsert merge               | id=A email=a@x phone=+1            | false | all of its keys
            update match=source-id,email | email=a@x                        | false | found by its source id, before any other key
            update match=email,source-id | email=a@x                        | true  | found by its e-mail
            update                     | email=b@x phone=+1                 | true  | another e-mail
            """)
    void a_line_that_names_the_keys_of_its_contact_looks_for_nobody(
            String rules, String line, boolean looks, String why) {
        People people = new People(List.of());
        people.know(Stored.contact("1 id=A email=a@x phone=+1 lead"));
        people.know(new Link(101, 1, Stored.INBOX, "s1", false, Link.NEW));

        new Merger(LineInWords.rules(rules), NOBODY_NEW)
                .decide(people, LineInWords.line("source=s1 " + line), Map.of());

        assertThat(!people.missing().keys().isEmpty()).as(why).isEqualTo(looks);
    }

    @Test
    void a_line_tells_what_it_changed_of_its_contact_and_of_its_link() {
        Decision.Applied applied = applied("update", "1 name=Ada id=A link=s1", "source=s1 name=Grace id=A signed");

        assertThat(told(applied))
                .isEqualTo("{\"name\":\"Ada\",\"contact_inboxes\":{\"101\":{\"hmac_verified\":false}}}"
                        + " → {\"name\":\"Grace\",\"contact_inboxes\":{\"101\":{\"hmac_verified\":true}}}");
    }

    @Test
    void a_line_that_creates_tells_the_contact_and_the_link() {
        Decision.Applied applied = applied("upsert", "1", "source=abcdefghijklmnop name=Ada");

        assertThat(told(applied))
                .isEqualTo("{\"name\":\"\"} → {\"name\":\"Ada\",\"contact_inboxes\":{\"951\":{\"inbox_id\":7,"
                        + "\"source_id\":\"abcdefghijklmnop\",\"contact_id\":901,\"hmac_verified\":false}}}");
    }

    @Test
    void a_line_that_absorbs_tells_who_was_absorbed_and_what_changed_of_the_one_who_is_kept() {
        Decision.Applied applied = applied(
                "update merge",
                "1 name=Ada link=s1 & 2 email=b@x lead & 3 phone=+3 lead",
                "source=s1 email=b@x phone=+3");

        assertThat(applied.absorbed()).containsExactly(1L, 2L);
        assertThat(told(applied))
                .as("the link has moved with its contact, which is no change of the line's own")
                .isEqualTo("{\"name\":null,\"email\":null} → {\"name\":\"Ada\",\"email\":\"b@x\"}");
    }

    @Test
    void a_link_to_nobody_that_is_given_to_somebody_tells_whose_it_was() {
        Decision.Applied applied = applied("upsert", "1 email=a@x lead & 9 gone link=s9!", "source=s9 email=a@x");

        assertThat(told(applied))
                .isEqualTo("{\"contact_inboxes\":{\"101\":{\"contact_id\":9,\"hmac_verified\":true}}}"
                        + " → {\"contact_inboxes\":{\"101\":{\"contact_id\":1,\"hmac_verified\":false}}}");
    }

    @Test
    void a_contact_that_something_newer_has_changed_stays_as_it_is() {
        String stored = "1 name=Ada link=s1 & 2 email=b@x lead";
        Map<Long, String> overtaken = Map.of(1L, "line 7", 2L, "run 3");

        assertThat(sentences("update", stored, "source=s1 name=Grace", overtaken))
                .containsExactly("SUPERSEDED line 7 has changed contact 1 since");
        assertThat(sentences("update merge", stored, "source=s1 email=b@x", Map.of(2L, "run 3")))
                .as("the one who would be kept")
                .containsExactly("SUPERSEDED run 3 has changed contact 2 since");
        assertThat(sentences("update", stored, "source=s1 email=b@x", overtaken))
                .as("before any conflict")
                .containsExactly("SUPERSEDED line 7 has changed contact 1 since");
        assertThat(sentences("update", stored, "source=s1 name=Grace", Map.of(2L, "run 3")))
                .as("somebody else's is no hindrance")
                .isEmpty();
    }

    @Test
    void what_earlier_lines_made_of_an_absorbed_contact_is_kept_with_it() {
        Folding folding = new Folding(Stored.of("1 name=Ada link=s1 & 2 email=b@x lead"), LineInWords.rules("merge"));
        folding.fold(
                List.of(LineInWords.line("source=s1 name=Grace"), LineInWords.line("source=s1 email=b@x")), Map.of());

        Written.Absorption absorption = folding.people().written().absorptions().get(0);
        assertThat(Stored.words(absorption.absorbed())).isEqualTo("1 name=Grace");
        assertThat(absorption.unwritten()).isEqualTo(Stored.contact("1 name=Grace"));
        assertThat(folding.people().asRead(1)).isEqualTo(Stored.contact("1 name=Ada"));
    }

    @Test
    void of_a_contact_that_no_earlier_line_changed_nothing_is_unwritten() {
        Folding folding = new Folding(
                Stored.of("1 name=Ada link=s1 & 2 id=B lead & 3 email=c@x lead"), LineInWords.rules("merge"));
        folding.fold(List.of(LineInWords.line("source=s1 id=B email=c@x")), Map.of());

        List<Written.Absorption> absorptions = folding.people().written().absorptions();
        assertThat(absorptions).extracting(Written.Absorption::unwritten).containsExactly(null, null);
        assertThat(absorptions)
                .extracting(a -> Stored.words(a.absorbed()))
                .as("with what had gone up in them by the same line")
                .containsExactly("1 name=Ada", "2 name=Ada id=B lead");
    }

    @Test
    void nothing_that_is_logged_holds_a_value() {
        Contact ada = Stored.contact("1 email=ada@x");
        Key key = Keys.of(ada, List.of()).get(0);

        assertThat(key).hasToString("Key[email in account 1]");
        assertThat(new Missing.LinkKey(7, "secret")).hasToString("LinkKey[inbox 7]");
    }

    private static List<String> sentences(String rules, String stored, String line, Map<Long, String> overtaken) {
        return Folding.sentences(new Folding(Stored.of(stored), LineInWords.rules(rules))
                .fold(List.of(LineInWords.line(line)), overtaken)
                .get(0));
    }

    private static Decision.Applied applied(String rules, String stored, String line) {
        return new Folding(Stored.of(stored), LineInWords.rules(rules))
                .fold(List.of(LineInWords.line(line)), Map.of())
                .get(0)
                .fold(applied -> applied, rejected -> {
                    throw new AssertionError(Reason.sentences(rejected.reasons()));
                });
    }

    private static String told(Decision.Applied applied) {
        return Json.write(applied.changes().before()) + " → "
                + Json.write(applied.changes().after());
    }
}
