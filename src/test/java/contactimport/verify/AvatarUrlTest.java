package contactimport.verify;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.contact.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AvatarUrlTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/avatar-urls.csv", numLinesToSkip = 1)
    void an_avatar_url_is_http_or_https(String url, boolean passes, String why) {
        assertThat(passes(url)).as(why).isEqualTo(passes);
    }

    @Test
    void it_has_at_most_2048_characters() {
        String start = "https://x/";
        assertThat(passes(start + "😀".repeat(2038))).isTrue();
        assertThat(passes(start + "😀".repeat(2039))).isFalse();
    }

    @Test
    void a_control_character_has_no_place_in_it() {
        assertThat(passes("https://x/\u007f")).isFalse();
        assertThat(passes("https://x/\0")).isFalse();
        assertThat(passes("https://x/!~")).isTrue();
    }

    private static boolean passes(String url) {
        return AvatarUrl.parse(url).fold(u -> u.value().equals(url), reasons -> {
            assertThat(Reason.codes(reasons)).isEqualTo("AVATAR_INVALID");
            return false;
        });
    }
}
