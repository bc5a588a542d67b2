package contactimport.source;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The cells of one CSV record as slices of its bytes, whatever encoding they are in. A quote opens a quoted cell only where a
 * cell begins, as when the record was read.
 *
 * <pre>
 * a,"b,c"   → 2 cells
 * 5" pipe,b → 2 cells
 * a,"b      → 2 cells, the last left open
 * </pre>
 */
public final class CsvCells {

    private enum State {
        CELL_START,
        UNQUOTED,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final byte[] raw;
    private final CsvForm form;
    private final List<Integer> ends = new ArrayList<>();
    private final boolean open;

    public CsvCells(byte[] raw, CsvForm form) {
        this.raw = raw;
        this.form = form;
        int width = form.encoding().width();
        State state = State.CELL_START;
        for (int i = 0; i + width <= raw.length; i += width) {
            int unit = form.encoding().unit(raw, i);
            if (unit == form.delimiter() && state != State.QUOTED) {
                ends.add(i);
                state = State.CELL_START;
            } else if (form.hasQuotes() && unit == form.quote()) {
                state = afterQuote(state);
            } else {
                state = state == State.QUOTED ? state : State.UNQUOTED;
            }
        }
        ends.add(raw.length);
        this.open = state == State.QUOTED;
    }

    private static State afterQuote(State state) {
        return switch (state) {
            case CELL_START, QUOTE_IN_QUOTED -> State.QUOTED;
            case QUOTED -> State.QUOTE_IN_QUOTED;
            case UNQUOTED -> State.UNQUOTED;
        };
    }

    public int count() {
        return ends.size();
    }

    /** Whether the record ends inside a quoted cell. */
    public boolean open() {
        return open;
    }

    /** The cell as it was written, quotes included. */
    public String text(int index) {
        int start = start(index);
        return new String(raw, start, ends.get(index) - start, form.encoding().charset());
    }

    /** Writes the cells chosen by their index, byte by byte as they were, with separators between them. */
    public void write(ByteArrayOutputStream out, IntPredicate chosen) {
        boolean first = true;
        for (int i = 0; i < count(); i++) {
            if (chosen.test(i)) {
                if (!first) {
                    out.writeBytes(form.encoding().encode(String.valueOf(form.delimiter())));
                }
                out.write(raw, start(i), ends.get(i) - start(i));
                first = false;
            }
        }
    }

    /** The record with another cell in the place of one; {@code cell} is written as it is. */
    public byte[] replacing(int index, byte[] cell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + cell.length);
        out.write(raw, 0, start(index));
        out.writeBytes(cell);
        out.write(raw, ends.get(index), raw.length - ends.get(index));
        return out.toByteArray();
    }

    private int start(int index) {
        return index == 0 ? 0 : ends.get(index - 1) + form.encoding().width();
    }
}
