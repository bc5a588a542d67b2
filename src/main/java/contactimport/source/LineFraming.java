package contactimport.source;

import org.jspecify.annotations.Nullable;

/**
 * Records that are lines. LF, CRLF and CR each end a line; in CSV not inside a quoted cell. A quote opens a quoted cell only where
 * a cell begins, so a stray one in the middle of a cell ({@code 5" pipe}) swallows nothing. Works undecoded: no unit of any other
 * character looks like ASCII.
 */
final class LineFraming implements Framing {

    private static final byte OTHER = 0;
    private static final byte LINE_END = 1;
    private static final byte QUOTE = 2;
    private static final byte DELIMITER = 3;

    private enum State {
        CELL_START,
        UNQUOTED,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final Encoding encoding;
    private final boolean rows;
    private final byte[] kinds = new byte[256];
    private State state = State.CELL_START;
    private long line = 1;
    private long quoteLine;
    private boolean endedWithCr;
    private boolean lastWasCr;

    /**
     * @param cells whether quotes mean something
     * @param rows whether a record counts as one line, whatever is in it
     */
    LineFraming(CsvForm form, boolean cells, boolean rows) {
        this.rows = rows;
        encoding = form.encoding();
        if (cells) {
            kinds[form.delimiter()] = DELIMITER;
            if (form.hasQuotes()) {
                kinds[form.quote()] = QUOTE;
            }
        }
        kinds['\n'] = LINE_END;
        kinds['\r'] = LINE_END;
    }

    @Override
    public long line() {
        return line;
    }

    /** The quoted cell that the input ends in. */
    @Override
    public @Nullable FileFault fault(String file) {
        return state == State.QUOTED ? FileFault.openQuote(file, quoteLine) : null;
    }

    /** One further than {@code from} if the last record ended with CR and this is its LF. */
    @Override
    public int start(byte[] bytes, int from, int to) {
        boolean rest = endedWithCr && unit(bytes, from) == '\n';
        endedWithCr = false;
        return rest ? from + encoding.width() : from;
    }

    private int unit(byte[] bytes, int at) {
        return encoding.width() == 1 ? bytes[at] & 0xFF : encoding.unit(bytes, at);
    }

    @Override
    public int end(byte[] bytes, int from, int to) {
        return encoding.width() == 1 ? narrow(bytes, from, to) : wide(bytes, from, to);
    }

    private int narrow(byte[] bytes, int from, int to) {
        State s = state;
        for (int i = from; i < to; i++) {
            byte kind = kinds[bytes[i] & 0xFF];
            if (kind == OTHER) {
                s = s == State.QUOTED ? s : State.UNQUOTED;
            } else if (kind == LINE_END) {
                if (s != State.QUOTED) {
                    return ended(bytes[i] == '\r', i);
                }
                countLine(bytes[i] == '\r', i > from ? bytes[i - 1] == '\r' : lastWasCr);
            } else {
                s = after(kind, s);
            }
        }
        state = s;
        lastWasCr = to > from ? bytes[to - 1] == '\r' : lastWasCr;
        return -1;
    }

    private int wide(byte[] bytes, int from, int to) {
        boolean cr = lastWasCr;
        for (int i = from; i < to; i += encoding.width()) {
            int unit = encoding.unit(bytes, i);
            byte kind = unit >= 0 && unit < kinds.length ? kinds[unit] : OTHER;
            if (kind == OTHER) {
                state = state == State.QUOTED ? state : State.UNQUOTED;
            } else if (kind != LINE_END) {
                state = after(kind, state);
            } else if (state != State.QUOTED) {
                return ended(unit == '\r', i);
            } else {
                countLine(unit == '\r', cr);
            }
            cr = unit == '\r';
        }
        lastWasCr = cr;
        return -1;
    }

    private int ended(boolean cr, int at) {
        line++;
        endedWithCr = cr;
        lastWasCr = false;
        state = State.CELL_START;
        return at;
    }

    private void countLine(boolean cr, boolean followsCr) {
        if (!rows && (cr || !followsCr)) {
            line++;
        }
    }

    private State after(byte kind, State s) {
        if (kind == QUOTE) {
            return afterQuote(s);
        }
        return s == State.QUOTED ? s : State.CELL_START;
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
