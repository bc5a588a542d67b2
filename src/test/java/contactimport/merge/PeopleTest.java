package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.contact.Contact;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.merge.Missing.InboxOf;
import contactimport.merge.Missing.LinkKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a picture of some people knows, what it does not, and that it says so. */
class PeopleTest {

    private static final Key PHONE = new Key(1, MatchKey.PHONE, "+1");

    private final People people = new People(List.of());

    private static Contact person(long id) {
        return Stored.contact(id + " phone=+1");
    }

    private void knowHolders(long count, boolean all) {
        LongStream.rangeClosed(1, count).forEach(id -> people.know(person(id)));
        people.know(PHONE, LongStream.rangeClosed(1, count).boxed().toList(), all);
    }

    @Test
    void who_or_what_was_never_told_is_missing() {
        assertThat(people.contact(1)).isNull();
        assertThat(people.holders(PHONE)).isEmpty();
        assertThat(people.link(7, "s1")).isNull();
        assertThat(people.oldestLink(List.of(1L), 7)).isNull();

        assertThat(people.missing().isEmpty()).isFalse();
        assertThat(people.missing().contacts()).containsExactly(1L);
        assertThat(people.missing().keys()).containsExactly(PHONE);
        assertThat(people.missing().links()).containsExactly(new LinkKey(7, "s1"));
        assertThat(people.missing().inboxesOf()).containsExactly(new InboxOf(1, 7));
    }

    @Test
    void who_and_what_is_known_not_to_be_there_is_not_missing() {
        people.knowAbsent(1);
        people.knowAbsent(new LinkKey(7, "s1"));
        people.know(PHONE, List.of(), true);
        people.knowOldest(new InboxOf(1, 7));

        assertThat(people.contact(1)).isNull();
        assertThat(people.holders(PHONE)).isEmpty();
        assertThat(people.link(7, "s1")).isNull();
        assertThat(people.oldestLink(List.of(1L), 7)).isNull();
        assertThat(people.missing().isEmpty()).isTrue();
    }

    @Test
    void whoever_holds_a_key_must_be_known_too() {
        people.know(PHONE, List.of(1L, 2L), true);

        assertThat(people.holders(PHONE)).containsExactly(1L, 2L);
        assertThat(people.missing().contacts()).containsExactly(1L, 2L);
    }

    @Test
    void of_a_key_that_many_hold_a_few_are_enough() {
        knowHolders(5, false);

        assertThat(people.holders(PHONE)).hasSize(5);
        assertThat(people.missing().isEmpty()).isTrue();
    }

    @Test
    void when_too_few_of_many_are_left_the_key_is_asked_for_again() {
        knowHolders(5, false);
        people.write(Stored.contact("5 phone=+5"));

        assertThat(people.holders(PHONE)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(people.missing().keys()).containsExactly(PHONE);
    }

    @Test
    void when_all_holders_are_known_few_are_enough() {
        knowHolders(2, true);

        assertThat(people.holders(PHONE)).hasSize(2);
        assertThat(people.missing().isEmpty()).isTrue();
    }

    @Test
    void whoever_takes_a_key_holds_it_and_whoever_is_absorbed_does_not() {
        knowHolders(1, true);
        people.know(Stored.contact("8 phone=+8"));
        people.know(Stored.contact("9"));
        people.write(Stored.contact("9 phone=+1"));
        people.absorb(person(1), 9);

        assertThat(people.holders(PHONE)).containsExactly(9L);
        assertThat(people.contact(1)).isNull();
        assertThat(people.missing().isEmpty()).isTrue();
    }

    @Test
    void attributes_are_keys_if_the_run_matches_by_them_and_texts_only_then() {
        MatchKey crm = MatchKey.parse("custom_attributes.crm");
        Key key = new Key(1, crm, "x");
        People matching = new People(List.of(MatchKey.SOURCE_ID, MatchKey.EMAIL, crm));
        matching.know(key, List.of(), true);
        matching.write(Stored.contact("901 custom={\"crm\":\"x\"}"));

        assertThat(matching.holders(key)).containsExactly(901L);
        assertThat(matching.written().isCreated(901)).isTrue();
    }

    @Test
    void links_of_an_inbox_are_asked_for_of_all_who_went_up_in_a_contact_but_of_nobody_who_was_created() {
        people.know(Stored.contact("1"));
        people.know(Stored.contact("2"));
        people.know(Stored.contact("3"));
        people.write(Stored.contact("901"));
        people.absorb(Stored.contact("1"), 2);
        people.absorb(Stored.contact("901"), 2);
        people.oldestLink(List.of(2L, 3L), 7);

        assertThat(people.missing().inboxesOf())
                .containsExactly(new InboxOf(2, 7), new InboxOf(1, 7), new InboxOf(3, 7));
    }

    @Test
    void the_oldest_link_is_one_of_the_inbox_that_was_asked_for() {
        people.know(Stored.contact("1"));
        people.know(Stored.link(101, 1, "8/a~1"));
        people.know(Stored.link(102, 1, "b~3"));
        people.know(Stored.link(103, 1, "c~2"));

        assertThat(people.oldestLink(List.of(1L), 7)).isEqualTo(Stored.link(103, 1, "c~2"));
    }

    @Test
    void only_who_is_there_has_a_present_state() {
        people.know(person(1));
        people.knowAbsent(2);

        assertThat(people.present(1)).isEqualTo(person(1));
        assertThatThrownBy(() -> people.present(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contact 2 is not there");
        assertThat(people.asRead(1)).isEqualTo(person(1));
        assertThat(people.asRead(2)).isNull();
    }

    @Test
    void a_line_names_its_keys_and_the_attributes_that_the_run_matches_by() {
        Rules rules = LineInWords.rules("match=source-id,phone,custom_attributes.crm,custom_attributes.none");
        List<String> named = new ArrayList<>();
        Keys.named(LineInWords.line("source=s id=A email=a@x phone=+1 custom={\"crm\":7,\"x\":1}"), rules)
                .forEach(key -> named.add(key.accountId() + " " + key.by() + " " + key.value()));

        assertThat(named).containsExactly("1 identifier A", "1 email a@x", "1 phone +1", "1 custom_attributes.crm 7");
        assertThat(Keys.named(LineInWords.line("id=A"), LineInWords.rules("verify-only")))
                .isEmpty();
    }

    @Test
    void a_contact_has_no_blank_keys() {
        assertThat(Keys.of(Stored.contact("1 email= phone= id="), List.of())).isEmpty();
        assertThat(Keys.of(Stored.contact("1 email=A@x phone=+1 id=A"), List.of()))
                .extracting(Key::value)
                .containsExactly("A", "a@x", "+1");
    }
}
