package contactimport.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The texts that cells of a workbook refer to by number: they may be anywhere, so all are held, closely packed and within a limit. */
final class SharedStrings {

    private static final int MOST_BYTES = 64 << 20;

    private final String label;
    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int count;

    SharedStrings(String label) {
        this.label = label;
    }

    static SharedStrings of(String label, XmlPart part) {
        SharedStrings strings = new SharedStrings(label);
        while (part.next()) {
            if (part.begins("si")) {
                strings.add(part.richText("si"));
            }
        }
        return strings;
    }

    void add(String text) {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        int end = end(count) + added.length;
        if (end + 8L * count > MOST_BYTES) {
            throw new FileFault(label + " has more than " + (MOST_BYTES >> 20)
                    + " MB of different texts, which have to be held in memory: save it as CSV.");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        System.arraycopy(added, 0, bytes, end - added.length, added.length);
        ends[count++] = end;
    }

    private int end(int texts) {
        return texts == 0 ? 0 : ends[texts - 1];
    }

    int count() {
        return count;
    }

    String get(int index) {
        return new String(bytes, end(index), ends[index] - end(index), StandardCharsets.UTF_8);
    }
}
