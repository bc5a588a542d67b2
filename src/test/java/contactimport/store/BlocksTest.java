package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written comes out as {@link DataOutputStream} writes it, wherever the borders of blocks fall. */
class BlocksTest {

    private static final int LENGTH = 300_000;

    @Test
    void numbers_and_texts_of_any_length_lie_in_the_order_of_the_network_across_blocks() throws IOException {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Blocks blocks = new Blocks();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(expected);
            while (blocks.size() < LENGTH) {
                write(random, blocks, out);
            }
            assertThat(blocks.size()).as("seed %d", seed).isEqualTo(expected.size());
            assertThat(blocks.copy(0, blocks.size())).as("seed %d", seed).isEqualTo(expected.toByteArray());
        }
    }

    private static void write(Random random, Blocks blocks, DataOutputStream out) throws IOException {
        long value = random.nextLong();
        switch (random.nextInt(5)) {
            case 0 -> {
                blocks.int1((int) value);
                out.writeByte((int) value);
            }
            case 1 -> {
                blocks.int2((int) value);
                out.writeShort((int) value);
            }
            case 2 -> {
                blocks.int4((int) value);
                out.writeInt((int) value);
            }
            case 3 -> {
                blocks.int8(value);
                out.writeLong(value);
            }
            default -> {
                byte[] bytes = new byte[random.nextInt(random.nextInt(50) == 0 ? 200_000 : 100)];
                random.nextBytes(bytes);
                blocks.bytes(bytes);
                out.write(bytes);
            }
        }
    }

    @Test
    void a_number_and_a_part_are_read_back_where_they_straddle_a_border() {
        for (int before = (1 << 16) - 5; before <= (1 << 16) + 1; before++) {
            Blocks blocks = new Blocks();
            blocks.bytes(new byte[before]);
            blocks.int4(-123_456_789);
            blocks.bytes(new byte[] {1, 2, 3});

            assertThat(blocks.int4At(before)).as("behind %d bytes", before).isEqualTo(-123_456_789);
            assertThat(blocks.copy(before + 4, before + 7)).containsExactly(1, 2, 3);
        }
    }
}
