package contactimport.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {

    @ParameterizedTest
    @CsvSource({"DE,DE", "de,DE", "' Germany ',DE", "united kingdom,GB", "United States,US", "Erewhon,", "'',"})
    void a_country_is_named_by_its_letters_or_in_english(String text, String region) {
        assertThat(Regions.of(text)).isEqualTo(region);
    }
}
