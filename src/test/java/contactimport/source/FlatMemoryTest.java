package contactimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records far beyond the limit pass through a window of one record's size: the bytes allocated say so. */
class FlatMemoryTest {

    private static final long LONG = 100_000_000;
    private static final long ALLOWED = 8_000_000;

    @Test
    void a_csv_line_of_100_megabytes_is_passed_over_without_being_held() {
        long allocated = allocated(() -> {
            try (Source source = open("a,b\n1,", "\n3,4\n", Format.CSV)) {
                assertThat(Reading.shown(next(source))).isEqualTo("RECORD_TOO_LONG expected at most 1048576 bytes");
                SourceRow last = next(source);
                assertThat(last.line()).isEqualTo(3);
                assertThat(Reading.shown(last)).isEqualTo("[3, 4]");
                assertThat(source.next()).isNull();
                assertThat(source.bytesRead()).isEqualTo(LONG + 11);
            }
        });
        assertThat(allocated).isLessThan(ALLOWED);
    }

    @Test
    void a_json_line_of_100_megabytes_likewise() {
        long allocated = allocated(() -> {
            try (Source source = open("{\"a\":\"", "\"}\n{}", Format.JSONL)) {
                assertThat(Reading.shown(next(source))).startsWith("RECORD_TOO_LONG");
                assertThat(Reading.shown(next(source))).isEqualTo("{}");
            }
        });
        assertThat(allocated).isLessThan(ALLOWED);
    }

    @Test
    void a_quote_that_is_never_closed_ends_as_a_fault_however_long_the_file() {
        long allocated = allocated(() -> {
            try (Source source = open("a,b\n1,2\n3,\"", "\n3,4\n", Format.CSV)) {
                assertThat(Reading.shown(next(source))).isEqualTo("[1, 2]");
                assertThatThrownBy(source::next).isInstanceOf(FileFault.class).hasMessageStartingWith("in, line 3: ");
            }
        });
        assertThat(allocated).isLessThan(ALLOWED);
    }

    private static SourceRow next(Source source) {
        SourceRow row = source.next();
        assertThat(row).isNotNull();
        return row;
    }

    private static Source open(String before, String after, Format format) {
        InputStream in = new SequenceInputStream(
                Collections.enumeration(List.of(stream(before), new Filling(LONG), stream(after))));
        return Sources.open(in, "in", new SourceOptions(format, SourceOptions.MAX_RECORD_BYTES));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(Reading.bytes(text));
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** So many times the letter x. */
    private static final class Filling extends InputStream {

        private long left;

        Filling(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(into, from, from + count, (byte) 'x');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
