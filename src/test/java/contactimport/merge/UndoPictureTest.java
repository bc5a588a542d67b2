package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Contact;
import org.junit.jupiter.api.Test;

/** What the picture of an undo hands to whoever writes it; what becomes of the people is {@link UndoTableTest}'s. */
class UndoPictureTest {

    private static final String CHAIN =
            "updated 2 {} {} separated: 1 name=Ada; updated 3 {} {} separated: 2 + 4; updated 3 {} {} separated: 5";

    private final UndoPicture picture =
            new Undoing(Stored.of("1 name=Ada link=s1 & 2 link=s2 & 3 & 4 & 5"), null, CHAIN, null).picture();

    @Test
    void each_contact_that_is_absorbed_again_goes_into_the_one_who_is_kept_in_the_end() {
        assertThat(picture.absorbedAgain())
                .extracting(move -> move.contact().id() + " into " + move.kept() + " by " + move.ordinal())
                .containsExactly("1 into 3 by 3", "2 into 3 by 2", "4 into 3 by 2", "5 into 3 by 1");
    }

    @Test
    void the_first_to_be_absorbed_again_stands_nearest_and_brings_its_own_behind_it() {
        assertThat(java.util.List.of(picture.rank(2), picture.rank(1), picture.rank(4), picture.rank(5)))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void links_lead_to_whoever_is_kept_in_the_end() {
        assertThat(picture.link(101)).isEqualTo(Stored.link(101, 3, "s1"));
        assertThat(picture.linkUpdates()).containsExactly(Stored.link(101, 3, "s1"), Stored.link(102, 3, "s2"));
    }

    @Test
    void only_who_is_there_is_present_and_nobody_who_went_is_an_update() {
        assertThat(picture.contact(1)).isNull();
        assertThat(picture.contact(3)).isEqualTo(Stored.contact("3"));
        assertThat(picture.asRead(1)).isEqualTo(Stored.contact("1 name=Ada"));
        assertThat(picture.updates()).isEmpty();
    }

    @Test
    void an_empty_object_and_null_are_the_same_contact_but_not_the_same_row() {
        Contact empty = Stored.contact("1");
        Contact custom = Stored.contact("1 custom=NULL");
        Contact additional = Stored.contact("1 additional=NULL");

        assertThat(empty).isEqualTo(custom).isEqualTo(additional);
        assertThat(UndoPicture.isSame(empty, Stored.contact("1"))).isTrue();
        assertThat(UndoPicture.isSame(empty, custom)).isFalse();
        assertThat(UndoPicture.isSame(additional, empty)).isFalse();
        assertThat(UndoPicture.isSame(custom, Stored.contact("1 custom=NULL"))).isTrue();
        assertThat(UndoPicture.isSame(empty, Stored.contact("1 name=Ada"))).isFalse();
    }
}
