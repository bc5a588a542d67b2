package contactimport.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Bytes in the order of the network, in blocks that never grow: an array of half a megabyte is dear to a small heap. */
final class Blocks {

    private static final int BLOCK = 1 << 16;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[BLOCK];
    private int used;

    Blocks() {
        blocks.add(block);
    }

    int size() {
        return (blocks.size() - 1) * BLOCK + used;
    }

    void int1(int value) {
        room();
        block[used++] = (byte) value;
    }

    void int2(int value) {
        if (used + Short.BYTES <= BLOCK) {
            SHORT.set(block, used, (short) value);
            used += Short.BYTES;
        } else {
            int1(value >> 8);
            int1(value);
        }
    }

    void int4(int value) {
        if (used + Integer.BYTES <= BLOCK) {
            INT.set(block, used, value);
            used += Integer.BYTES;
        } else {
            int2(value >> 16);
            int2(value);
        }
    }

    void int8(long value) {
        if (used + Long.BYTES <= BLOCK) {
            LONG.set(block, used, value);
            used += Long.BYTES;
        } else {
            int4((int) (value >> 32));
            int4((int) value);
        }
    }

    void bytes(byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            room();
            int part = Math.min(bytes.length - done, BLOCK - used);
            System.arraycopy(bytes, done, block, used, part);
            used += part;
            done += part;
        }
    }

    private void room() {
        if (used == BLOCK) {
            block = new byte[BLOCK];
            blocks.add(block);
            used = 0;
        }
    }

    /** The number that {@link #int4} has written there. */
    int int4At(int at) {
        byte[] four = copy(at, at + Integer.BYTES);
        return (int) INT.get(four, 0);
    }

    byte[] copy(int from, int to) {
        byte[] copy = new byte[to - from];
        for (int at = from; at < to; ) {
            int part = Math.min(to - at, BLOCK - at % BLOCK);
            System.arraycopy(blocks.get(at / BLOCK), at % BLOCK, copy, at - from, part);
            at += part;
        }
        return copy;
    }

    void send(CopyIn copy, int from, int to) throws SQLException {
        for (int at = from; at < to; ) {
            int part = Math.min(to - at, BLOCK - at % BLOCK);
            copy.writeToCopy(blocks.get(at / BLOCK), at % BLOCK, part);
            at += part;
        }
    }
}
