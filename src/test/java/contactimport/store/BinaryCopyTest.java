package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A line that the database refuses is given back out of what was sent: nothing else is kept of it. */
class BinaryCopyTest {

    @Test
    void every_field_of_every_row_is_read_back_as_it_is_sent() {
        BinaryCopy copy = new BinaryCopy("staged_row", "ordinal", "source_id", "patch", "raw", "line");
        for (int row = 0; row < 3_000; row++) {
            copy.row()
                    .int8(row)
                    .text(row % 3 == 0 ? null : "source " + row)
                    .jsonb("{}")
                    .bytes(new byte[row % 40])
                    .int4(-row);
        }

        assertThat(copy.rows()).isEqualTo(3_000);
        for (int row = 0; row < 3_000; row++) {
            assertThat(ByteBuffer.wrap(copy.field(row, 0)).getLong()).isEqualTo(row);
            assertThat(copy.field(row, 1)).isEqualTo(row % 3 == 0 ? null : ("source " + row).getBytes());
            assertThat(copy.field(row, 2)).containsExactly(1, '{', '}');
            assertThat(copy.field(row, 3)).hasSize(row % 40);
            assertThat(ByteBuffer.wrap(copy.field(row, 4)).getInt()).isEqualTo(-row);
        }
    }
}
