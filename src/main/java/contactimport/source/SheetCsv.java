package contactimport.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet as CSV in UTF-8, a record each, empty where the sheet has no row: so the number of a record is that of its
 * row. The first row that is not empty says how many cells there are; a shorter one gets empty cells.
 */
final class SheetCsv extends InputStream {

    private final SheetRows rows;
    private final List<? extends Closeable> closing;
    private byte[] bytes = new byte[0];
    private int at;
    private int written;
    private int columns;

    /** @param closing what is closed with it, in this order */
    SheetCsv(SheetRows rows, List<? extends Closeable> closing) {
        this.rows = rows;
        this.closing = List.copyOf(closing);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length > 0 && at == bytes.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, from, count);
        at += count;
        return count;
    }

    private boolean fill() {
        List<String> cells = rows.next();
        while (cells != null && cells.isEmpty()) {
            cells = rows.next();
        }
        if (cells == null) {
            return false;
        }
        columns = columns == 0 ? cells.size() : columns;
        StringBuilder out = new StringBuilder();
        out.append("\n".repeat(rows.number() - written - 1));
        line(cells, out);
        written = rows.number();
        bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        at = 0;
        return true;
    }

    private void line(List<String> cells, StringBuilder out) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            out.append(i == 0 ? "" : ",").append(cell.isEmpty() ? "" : CsvForm.USUAL.written(cell));
        }
        out.append(",".repeat(Math.max(0, columns - cells.size()))).append('\n');
    }

    @Override
    public void close() throws IOException {
        @Nullable IOException failure = null;
        for (Closeable each : closing) {
            try {
                each.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
