package contactimport.source;

import java.util.Arrays;

/**
 * Cuts an input into records, one at a time, in a window that never grows beyond one record of the longest allowed length: a
 * longer one is passed over without being held.
 */
final class Frames {

    static final int WINDOW = 1 << 16;

    private final Input input;
    private final Framing framing;
    private final int maxBytes;
    private final int width;
    private byte[] window;
    private long before; // bytes of the file in front of the window
    private int start;
    private int scanned;
    private int end;

    private long line;
    private int from;
    private int to;
    private boolean tooLong;

    Frames(Input input, Detected detected, int maxBytes, int windowBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
        framing = detected.framing();
        width = detected.encoding().width();
        window = new byte[Math.max(windowBytes, 2 * width - 1)];
        before = input.passOver(detected.encoding().mark());
    }

    /** Goes to the next record, blank ones included; false at the end of the input. */
    boolean next() {
        tooLong = false;
        do {
            start = scanned;
            line = framing.line();
            if (scanned >= whole() && !fill()) {
                return atEnd();
            }
            scanned = framing.start(window, scanned, whole());
        } while (scanned >= whole());
        start = scanned;
        line = framing.line();
        return record();
    }

    private boolean record() {
        int at = framing.end(window, scanned, whole());
        while (at < 0) {
            scanned = whole();
            passOverIfTooLong();
            if (!fill()) {
                return atEnd();
            }
            at = framing.end(window, scanned, whole());
        }
        scanned = at + width;
        return frame(at);
    }

    /** What is left is a record without a line end; half a unit too, which is no text. */
    private boolean atEnd() {
        FileFault fault = framing.fault(input.name());
        if (fault != null) {
            throw fault;
        }
        scanned = end;
        return (start < end || tooLong) && frame(end);
    }

    /** Up to where the window holds whole units. */
    private int whole() {
        return end - end % width;
    }

    private boolean frame(int at) {
        from = start;
        to = at;
        tooLong |= at - start > maxBytes;
        start = scanned;
        return true;
    }

    private void passOverIfTooLong() {
        if (scanned - start > maxBytes + width) { // one more: the line end may be among them
            tooLong = true;
            start = scanned;
        }
    }

    /** Reads on until there is another whole unit; false if there is none. */
    private boolean fill() {
        int known = whole();
        while (whole() == known) {
            if (end == window.length) {
                known -= makeRoom();
            }
            int count = input.read(window, end, window.length - end);
            if (count <= 0) {
                return false;
            }
            end += count;
        }
        return true;
    }

    private int makeRoom() {
        int gone = start;
        if (start > 0) {
            System.arraycopy(window, start, window, 0, end - start);
            before += start;
            end -= start;
            scanned -= start;
            start = 0;
        } else {
            window = Arrays.copyOf(window, (int) Math.min(2L * window.length, maxBytes + 2L * width));
        }
        return gone;
    }

    /** The physical line on which the record starts. */
    long line() {
        return line;
    }

    /** How many lines there were so far; a line end behind the last counts as one more. */
    long lines() {
        return framing.line();
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

    /** How people are told where the records are. */
    String name() {
        return input.name();
    }
}
