package contactimport.source;

/**
 * Finds where records end, byte by byte, whatever the chunks in which the bytes arrive. LF, CRLF and CR each end a line; in CSV
 * not inside a quoted cell. A quote opens a quoted cell only where a cell begins, so a stray one in the middle of a cell ({@code
 * 5" pipe}) swallows nothing. Works on UTF-8 undecoded: no byte of a longer sequence looks like ASCII.
 */
final class Framing {

    private enum State {
        CELL_START,
        UNQUOTED,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final boolean quotes;
    private State state = State.CELL_START;
    private long line = 1;
    private long quoteLine;
    private boolean endedWithCr;
    private boolean lastWasCr;

    Framing(Format format) {
        quotes = format == Format.CSV;
    }

    /** The physical line that the next byte stands on. */
    long line() {
        return line;
    }

    /** The line on which the quoted cell opens that the input ends in, or 0. */
    long openQuoteLine() {
        return state == State.QUOTED ? quoteLine : 0;
    }

    /** Where the record starts: one further than {@code from} if the last one ended with CR and this is its LF. */
    int start(byte[] bytes, int from) {
        boolean rest = endedWithCr && bytes[from] == '\n';
        endedWithCr = false;
        return rest ? from + 1 : from;
    }

    /** The index of the line end that ends the record, or -1 if there is none before {@code to}. */
    int end(byte[] bytes, int from, int to) {
        State s = state;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b > ',' || b < 0) {
                s = s == State.QUOTED ? s : State.UNQUOTED;
            } else if (b == '\n' || b == '\r') {
                if (s != State.QUOTED) {
                    return ended(b == '\r', i);
                }
                countLine(b, i > from ? bytes[i - 1] == '\r' : lastWasCr);
            } else {
                s = after(b, s);
            }
        }
        state = s;
        lastWasCr = to > from ? bytes[to - 1] == '\r' : lastWasCr;
        return -1;
    }

    /** Passes over a chunk and all records in it. */
    void scan(byte[] bytes, int count) {
        int at = 0;
        while (at < count) {
            at = start(bytes, at);
            int end = end(bytes, at, count);
            at = end < 0 ? count : end + 1;
        }
    }

    private int ended(boolean cr, int at) {
        line++;
        endedWithCr = cr;
        lastWasCr = false;
        state = State.CELL_START;
        return at;
    }

    private void countLine(byte b, boolean followsCr) {
        if (b == '\r' || !followsCr) {
            line++;
        }
    }

    private State after(byte b, State s) {
        if (b == '"' && quotes) {
            return afterQuote(s);
        }
        if (s == State.QUOTED) {
            return s;
        }
        return b == ',' ? State.CELL_START : State.UNQUOTED;
    }

    private State afterQuote(State s) {
        return switch (s) {
            case CELL_START -> {
                quoteLine = line;
                yield State.QUOTED;
            }
            case QUOTED -> State.QUOTE_IN_QUOTED;
            case QUOTE_IN_QUOTED -> State.QUOTED;
            case UNQUOTED -> State.UNQUOTED;
        };
    }
}
