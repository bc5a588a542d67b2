package contactimport.patch;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.source.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What of a choice is kept, and that it comes back as it was. */
class MappingChoiceTest {

    private static final DeriveKey KEY = new DeriveKey("k".repeat(32));

    @Test
    void nothing_chosen_is_nothing_kept() {
        assertThat(MappingChoice.NONE.settings()).isEmpty();
        assertThat(MappingChoice.NONE.restored(MappingChoice.NONE.settings())).isEqualTo(MappingChoice.NONE);
    }

    @Test
    void a_mapping_is_kept_as_it_means_with_its_name_and_comes_back() {
        Mapping mapping = mapping("{email: Mail, name: {join: [First, Last]}}");
        MappingChoice choice = new MappingChoice(mapping, null, "#N/A", true);
        assertThat(Json.write(choice.settings()))
                .isEqualTo(
                        "{\"mapping\":" + mapping.canonical() + ",\"mapping_name\":\"crm\",\"clear_token\":\"#N/A\"}");
        MappingChoice restored = MappingChoice.NONE.restored(Json.readObject(Json.write(choice.settings())));
        Mapping again = Objects.requireNonNull(restored.mapping());
        assertThat(again.canonical()).isEqualTo(mapping.canonical());
        assertThat(again.name()).isEqualTo("crm");
        assertThat(restored.clearToken()).isEqualTo("#N/A");
        assertThat(again).hasToString("Mapping[crm]");
    }

    @Test
    void the_key_and_whether_to_define_are_those_of_this_run() {
        MappingChoice now = new MappingChoice(null, KEY, "-", true);
        MappingChoice restored = now.restored(MappingChoice.NONE.settings());
        assertThat(restored).isEqualTo(new MappingChoice(null, KEY, null, true));
        assertThat(new MappingChoice(null, KEY, "-").define()).isFalse();
    }

    @Test
    void a_key_counts_where_the_mapping_derives_and_is_kept_only_as_its_fingerprint() {
        Mapping derives = mapping("{contact_identifier: derive(Id)}");
        Mapping other = mapping("{contact_identifier: Id}");
        assertThat(new MappingChoice(derives, KEY, null).settings()).containsEntry("derive_key", KEY.fingerprint());
        assertThat(new MappingChoice(derives, null, null).settings()).doesNotContainKey("derive_key");
        assertThat(new MappingChoice(other, KEY, null).settings()).doesNotContainKey("derive_key");
        assertThat(new MappingChoice(null, KEY, null).settings()).isEmpty();
        assertThat(KEY.fingerprint()).hasSize(16).isNotEqualTo(new DeriveKey("l".repeat(32)).fingerprint());
    }

    private static Mapping mapping(String fields) {
        return MappingFile.parse("crm.yml", "crm", "fields: " + fields);
    }
}
