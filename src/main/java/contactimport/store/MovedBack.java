package contactimport.store;

import contactimport.merge.UndoPicture.Move;
import contactimport.store.AbsorbWriter.Pointer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Moves back what absorptions had moved, and inserts again what they had dropped. The lists stay in the database. */
final class MovedBack {

    private static final List<Pointer> KNOWN = Stream.concat(AbsorbWriter.KNOWN.stream(), AbsorbWriter.RANKED.stream())
            .toList();

    private final Undoing undoing;
    private final WholeRows whole;

    MovedBack(Undoing undoing) {
        this.undoing = undoing;
        whole = new WholeRows(undoing.undone());
    }

    void write(Connection c, Collection<Move> back) throws SQLException {
        if (back.isEmpty()) {
            return;
        }
        long[] ordinals = back.stream().mapToLong(Move::ordinal).toArray();
        long[] absorbed = back.stream().mapToLong(m -> m.contact().id()).toArray();
        for (Pointer p : AbsorbWriter.RANKED) {
            if (undoing.platform().has(p.table())) {
                insertDropped(c, p.table(), ordinals, absorbed);
            }
        }
        for (Pointer p : KNOWN) {
            if (undoing.platform().has(p.table(), p.column())) {
                Rows.update(c, p.fill(Sql.named("undo-moved")), ordinals, absorbed, undoing.undone(), p.table());
            }
        }
        for (Reference reference : undoing.references()) {
            Pointer p = Pointer.to(reference);
            // One that the run had left alone is perhaps not ours to write.
            if (!References.isMoved(c, undoing.undone(), p)) {
                continue;
            }
            Rows.update(
                    c,
                    p.fill(Sql.named("undo-moved-unknown")),
                    reference.column(),
                    ordinals,
                    absorbed,
                    undoing.undone(),
                    p.table(),
                    p.column(),
                    reference.column());
        }
    }

    private void insertDropped(Connection c, String table, long[] ordinals, long[] absorbed) throws SQLException {
        boolean pictures = table.equals("active_storage_attachments");
        String sql = Sql.named("undo-dropped")
                .replace("{table}", table)
                .replace("{columns}", String.join(", ", whole.columns(c, table)))
                // a picture whose file is gone cannot come back
                .replace(
                        "{condition}",
                        pictures ? "and exists (select from active_storage_blobs b where b.id = r.blob_id)" : "");
        Rows.update(c, sql, ordinals, absorbed, undoing.undone(), table);
    }
}
