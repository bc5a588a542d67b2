package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactRecordTest {

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(nullValues = "NULL", textBlock = """
            2026-01-31 12:00:00.123456,    2026-01-31T12:00:00.123Z, cut off and not rounded
            2026-01-31 12:00:00.999999,    2026-01-31T12:00:00.999Z, cut off and not rounded
            2026-01-31 12:00:00,           2026-01-31T12:00:00.000Z, three digits always
            2026-01-31 12:00:00.5,         2026-01-31T12:00:00.500Z, PostgreSQL leaves zeros out
            12026-01-31 12:00:00.05,       12026-01-31T12:00:00.050Z, a year of five digits
            0044-03-15 12:00:00 BC,        0044-03-15T12:00:00.000Z, the era is not shown
            0044-03-15 12:00:00.25 BC,     0044-03-15T12:00:00.250Z, the era is not shown
            infinity,                      NULL,                     no time
            -infinity,                     NULL,                     no time
            NULL,                          NULL,                     no time
            """)
    void a_time_is_shown_as_the_endpoint_shows_it(@Nullable String printed, @Nullable String shown, String because) {
        assertThat(ContactRecord.time(printed)).as(because).isEqualTo(shown);
    }
}
