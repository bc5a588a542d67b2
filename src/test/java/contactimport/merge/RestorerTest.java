package contactimport.merge;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Attributes;
import contactimport.contact.Contact;
import contactimport.contact.Outcome;
import contactimport.source.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RestorerTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/undo.csv", numLinesToSkip = 1, nullValues = "none")
    void attributes_go_back_path_by_path(String before, String after, String now, String put, String kept, String why) {
        List<Kept> left = new ArrayList<>();
        Contact restored = restore(
                List.of(),
                contact("Ada", attributes(now)),
                entry(field("custom_attributes", before), field("custom_attributes", after)),
                left);

        assertThat(Changes.column(restored.custom()) == null).as(why).isEqualTo(put.equals("NULL"));
        assertThat(restored.custom()).as(why).isEqualTo(attributes(put));
        assertThat(left.stream().map(Kept::field).collect(Collectors.joining(" ")))
                .as(why)
                .isEqualTo(kept == null ? "" : kept);
    }

    @Test
    void only_what_is_asked_for_goes_back() {
        UndoEntry entry = entry(
                Map.of("name", "Ada", "custom_attributes", Map.of("a", "1", "b", "1")),
                Map.of("name", "New", "custom_attributes", Map.of("a", "2", "b", "2")));
        Contact now = contact("New", Attributes.of(Map.of("a", "2", "b", "2")));

        assertThat(restore(List.of("name"), now, entry, new ArrayList<>()))
                .isEqualTo(contact("Ada", Attributes.of(Map.of("a", "2", "b", "2"))));
        assertThat(restore(List.of("custom_attributes.b"), now, entry, new ArrayList<>()))
                .isEqualTo(contact("New", Attributes.of(Map.of("a", "2", "b", "1"))));
        assertThat(restore(List.of("custom_attributes"), now, entry, new ArrayList<>()))
                .isEqualTo(contact("New", Attributes.of(Map.of("a", "1", "b", "1"))));
    }

    @Test
    void of_an_object_that_was_absent_only_the_member_asked_for_goes() {
        UndoEntry entry = entry(
                Map.of("custom_attributes", Map.of()),
                Map.of("custom_attributes", Map.of("crm", Map.of("x", "1", "y", "1"))));
        Contact now = contact("Ada", Attributes.of(Map.of("crm", Map.of("x", "1", "y", "1"))));

        assertThat(restore(List.of("custom_attributes.crm.x"), now, entry, new ArrayList<>()))
                .isEqualTo(contact("Ada", Attributes.of(Map.of("crm", Map.of("y", "1")))));
    }

    @Test
    void a_blank_and_a_missing_text_are_one_value() {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("name", null);
        List<Kept> kept = new ArrayList<>();
        assertThat(restore(List.of(), contact("", Attributes.EMPTY), entry(field("name", "\"Ada\""), nothing), kept)
                        .name())
                .isEqualTo("Ada");
        assertThat(kept).isEmpty();
    }

    @Test
    void paths_begin_with_a_field() {
        assertThat(List.of("name", "custom_attributes.plan", "plan", "contact_inboxes"))
                .extracting(UndoScope::isPath)
                .containsExactly(true, true, false, false);
    }

    private static Contact restore(List<String> only, Contact now, UndoEntry entry, List<Kept> kept) {
        return new Restorer(new UndoScope(only), 7, List.of(entry), kept).restore(now, entry.before(), entry.after());
    }

    private static UndoEntry entry(Map<String, ?> before, Map<String, ?> after) {
        return new UndoEntry(
                1,
                2,
                Outcome.UPDATED,
                7,
                new LinkedHashMap<>(before),
                new LinkedHashMap<>(after),
                List.of(),
                List.of(),
                null);
    }

    private static Map<String, Object> field(String name, String json) {
        Map<String, Object> side = new LinkedHashMap<>();
        side.put(name, json.equals("NULL") ? null : Json.read(json));
        return side;
    }

    private static Attributes attributes(String json) {
        return json.equals("NULL") ? Attributes.NULL : Attributes.of(Json.readObject(json));
    }

    private static Contact contact(String name, Attributes custom) {
        return new Contact(7, 1, name, null, null, null, Attributes.EMPTY, custom, 0, null, null);
    }
}
