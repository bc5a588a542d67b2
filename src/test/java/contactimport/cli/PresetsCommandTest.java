package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PresetsCommandTest {

    @TempDir
    Path dir;

    @Test
    void it_lists_the_presets_and_what_finds_a_contact_again() {
        var result = new CliFixture(dir).run("presets");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("hubspot", "HubSpot", "custom_attributes.hubspot_record_id, email");
    }

    @Test
    void for_scripts_it_prints_one_object_each() {
        assertThat(new CliFixture(dir)
                        .run("presets", "--json")
                        .out()
                        .lines()
                        .map(line ->
                                JsonMapper.shared().readTree(line).get("name").stringValue()))
                .hasSize(15)
                .contains("zoho");
    }
}
