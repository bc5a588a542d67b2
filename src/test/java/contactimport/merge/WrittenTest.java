package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Contact;
import contactimport.contact.Link;
import contactimport.merge.Missing.LinkKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who went up in whom: in a chain, in one and the same person, and both. */
class WrittenTest {

    private static final int MANY = 100_000;

    private final Written written = new Written();
    private final Links links = new Links(written);

    private void absorb(long contact, long into) {
        written.absorbed(Contact.created(contact, 1), into);
        links.absorb(contact, into);
    }

    private static Link link(long id, long contact) {
        return new Link(id, contact, 7, "s" + id, false, 5);
    }

    private static LinkKey key(long id) {
        return new LinkKey(7, "s" + id);
    }

    @Test
    void whoever_goes_up_in_somebody_who_goes_up_in_a_third_has_ended_up_in_the_third() {
        absorb(1, 2);
        assertThat(written.settled(1)).isEqualTo(2);
        absorb(2, 3);
        assertThat(List.of(written.settled(1), written.settled(2), written.settled(3), written.settled(4)))
                .containsExactly(3L, 3L, 3L, 4L);
        assertThat(written.absorptions())
                .extracting(Written.Absorption::kept)
                .as("as it happened")
                .containsExactly(2L, 3L);
    }

    @Test
    void the_first_to_go_up_in_the_kept_one_stands_nearest_and_brings_its_own_behind_it() {
        absorb(2, 1);
        absorb(11, 10);
        absorb(10, 1);
        absorb(3, 1);
        assertThat(written.everyIdOf(1)).containsExactly(1L, 2L, 10L, 11L, 3L);
        assertThat(written.everyIdOf(5)).containsExactly(5L);
        assertThat(List.of(written.rank(2), written.rank(10), written.rank(11), written.rank(3)))
                .containsExactly(1, 2, 3, 4);
        absorb(1, 99);
        assertThat(written.rank(1)).isEqualTo(1);
        assertThat(written.rank(11)).isEqualTo(4);
        assertThat(written.rank(99)).isZero();
    }

    @Test
    void absorbed_contacts_are_neither_updated_nor_inserted() {
        written.created(2);
        for (long id = 1; id <= 4; id++) {
            written.changed(id);
        }
        written.created(3);
        absorb(1, 4);
        absorb(2, 4);
        assertThat(written.updates()).containsExactly(4L);
        assertThat(written.inserts()).containsExactly(3L);
        assertThat(written.isCreated(2)).isTrue();
        assertThat(written.isCreated(1)).isFalse();
    }

    @Test
    void links_follow_their_contact_and_are_found_with_the_one_who_was_kept() {
        links.put(link(1, 1));
        links.put(link(2, 2));
        links.put(link(3, 2));
        absorb(1, 2);
        absorb(2, 3);
        assertThat(links.get(key(1))).isEqualTo(link(1, 3));
        assertThat(links.of(3)).containsExactlyInAnyOrder(link(1, 3), link(2, 3), link(3, 3));
        assertThat(links.of(2)).isEmpty();
        assertThat(links.of(1)).isEmpty();
    }

    @Test
    void a_link_that_is_given_to_somebody_else_is_no_longer_found_with_the_one_before() {
        links.put(link(1, 1));
        absorb(1, 2);
        links.put(link(1, 4));
        assertThat(links.of(2)).isEmpty();
        assertThat(links.of(4)).containsExactly(link(1, 4));
    }

    @Test
    void what_is_known_not_to_be_there_is_known() {
        assertThat(links.isKnown(key(1))).isFalse();
        links.putAbsent(key(1));
        assertThat(links.isKnown(key(1))).isTrue();
        assertThat(links.get(key(1))).isNull();
    }

    @Test
    void a_hundred_thousand_in_a_chain_and_as_many_in_one_take_one_step_each() {
        for (long id = 1; id <= MANY; id++) {
            links.put(link(id, id));
            absorb(id, id + 1);
            absorb(-id, MANY + 1);
        }
        long sum = 0;
        for (long id = 1; id <= MANY; id++) {
            sum += written.settled(id) + written.settled(-id) + written.rank(id) - written.rank(id);
        }
        assertThat(sum).isEqualTo(2L * MANY * (MANY + 1));
        assertThat(links.of(MANY + 1)).hasSize(MANY);
    }
}
