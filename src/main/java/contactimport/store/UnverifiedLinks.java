package contactimport.store;

import contactimport.contact.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts which of the links that a file names are there and not yet verified, each once. A link whose contact is gone is none.
 * Not thread-safe.
 */
public final class UnverifiedLinks {

    private static final int BATCH = 5_000;

    private final Connection connection;
    private final Set<Long> found = new HashSet<>();
    private final List<String> inboxes = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();

    public UnverifiedLinks(Connection connection) {
        this.connection = connection;
    }

    /** @throws DatabaseFault if the links cannot be read */
    public void add(String inbox, String sourceId) {
        if (Text.encodingFault(inbox) == null && Text.encodingFault(sourceId) == null) {
            inboxes.add(inbox);
            sources.add(sourceId);
        }
        if (sources.size() >= BATCH) {
            look();
        }
    }

    /** @throws DatabaseFault if the links cannot be read */
    public long count() {
        look();
        return found.size();
    }

    private void look() {
        try {
            Rows.each(
                    connection,
                    Sql.named("links-unverified"),
                    row -> found.add(row.getLong("id")),
                    inboxes.toArray(String[]::new),
                    sources.toArray(String[]::new));
        } catch (SQLException e) {
            throw new DatabaseFault("the links of the contacts cannot be read (SQLSTATE " + e.getSQLState() + ")", e);
        }
        inboxes.clear();
        sources.clear();
    }
}
