package contactimport.source;

import java.io.Closeable;
import java.util.Arrays;

/**
 * Cuts an input into records, one at a time, in a window that never grows beyond one record of the longest allowed length: a
 * longer one is passed over without being held.
 */
final class Frames implements Closeable {

    static final int WINDOW = 1 << 16;

    private final Input input;
    private final Framing framing;
    private final int maxBytes;
    private byte[] window;
    private long before; // bytes of the file in front of the window
    private int start;
    private int scanned;
    private int end;

    private long line;
    private int from;
    private int to;
    private boolean tooLong;

    Frames(Input input, int maxBytes, int windowBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
        framing = new Framing(input.format());
        window = new byte[windowBytes];
        before = input.mark().length;
    }

    /** Goes to the next record, blank ones included; false at the end of the input. */
    boolean next() {
        tooLong = false;
        if (scanned == end && !fill()) {
            return false;
        }
        scanned = framing.start(window, scanned);
        start = scanned;
        line = framing.line();
        int at = framing.end(window, scanned, end);
        while (at < 0) {
            scanned = end;
            passOverIfTooLong();
            if (!fill()) {
                return atEnd();
            }
            at = framing.end(window, scanned, end);
        }
        scanned = at + 1;
        return frame(at);
    }

    private boolean atEnd() {
        long quote = framing.openQuoteLine();
        if (quote > 0) {
            throw FileFault.openQuote(input.name(), quote);
        }
        return (start < end || tooLong) && frame(end);
    }

    private boolean frame(int at) {
        from = start;
        to = at;
        tooLong |= at - start > maxBytes;
        start = scanned;
        return true;
    }

    private void passOverIfTooLong() {
        if (scanned - start > maxBytes + 1) { // one more: the line end may be among them
            tooLong = true;
            start = scanned;
        }
    }

    private boolean fill() {
        if (end == window.length) {
            makeRoom();
        }
        int count = input.read(window, end, window.length - end);
        end += Math.max(count, 0);
        return count > 0;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(window, start, window, 0, end - start);
            before += start;
            end -= start;
            scanned -= start;
            start = 0;
        } else {
            window = Arrays.copyOf(window, (int) Math.min(2L * window.length, maxBytes + 2L));
        }
    }

    /** The physical line on which the record starts. */
    long line() {
        return line;
    }

    /** The offset in the file of the record's first byte. */
    long offset() {
        return before + from;
    }

    /** The offset in the file behind the record's last byte, in front of its line end. */
    long endOffset() {
        return before + to;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** A copy of the record without its line end; empty if it is too long. */
    byte[] bytes() {
        return tooLong ? new byte[0] : Arrays.copyOfRange(window, from, to);
    }

    /** Bytes of the input that were looked at, the byte order mark included. */
    long bytesRead() {
        return before + scanned;
    }

    @Override
    public void close() {
        input.close();
    }
}
