package contactimport.source;

import org.jspecify.annotations.Nullable;

/**
 * Records that are the elements of one JSON array, each from its first to its last character, over as many lines as it takes. What
 * stands behind the array is taken line by line.
 */
final class ArrayFraming implements Framing {

    private enum State {
        BEFORE,
        BETWEEN,
        ELEMENT,
        TEXT,
        ESCAPE,
        BEHIND
    }

    private final Encoding encoding;
    private State state = State.BEFORE;
    private long line = 1;
    private long arrayLine = 1;
    private long depth;
    private boolean cr;

    ArrayFraming(Encoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public @Nullable FileFault fault(String file) {
        return state == State.BEHIND
                ? null
                : new FileFault(file + ", line " + arrayLine
                        + ": a JSON array begins here and is never closed: the file is cut off.");
    }

    @Override
    public int start(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to; at += encoding.width()) {
            int unit = encoding.unit(bytes, at);
            if (state == State.BEFORE && unit == '[') {
                state = State.BETWEEN;
                arrayLine = line;
            } else if (state == State.BETWEEN && unit == ']') {
                state = State.BEHIND;
            } else if (!isSpace(unit)) {
                break;
            }
            count(unit);
        }
        state = at < to && state == State.BETWEEN ? State.ELEMENT : state;
        return at;
    }

    @Override
    public int end(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += encoding.width()) {
            int unit = encoding.unit(bytes, at);
            boolean ends = ends(unit);
            count(unit);
            if (ends) {
                return at;
            }
        }
        return -1;
    }

    private boolean ends(int unit) {
        switch (state) {
            case TEXT -> state = unit == '"' ? State.ELEMENT : unit == '\\' ? State.ESCAPE : State.TEXT;
            case ESCAPE -> state = State.TEXT;
            case BEHIND -> {
                return unit == '\n' || unit == '\r';
            }
            case BEFORE, BETWEEN, ELEMENT -> {
                return endsElement(unit);
            }
        }
        return false;
    }

    private boolean endsElement(int unit) {
        if (depth == 0 && (unit == ',' || unit == ']')) {
            state = unit == ',' ? State.BETWEEN : State.BEHIND;
            return true;
        }
        if (unit == '"') {
            state = State.TEXT;
        } else if (unit == '{' || unit == '[') {
            depth++;
        } else if (unit == '}' || unit == ']') {
            depth = Math.max(0, depth - 1);
        }
        return false;
    }

    private void count(int unit) {
        if (unit == '\r' || (unit == '\n' && !cr)) {
            line++;
        }
        cr = unit == '\r';
    }

    private static boolean isSpace(int unit) {
        return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
    }
}
