package contactimport.store;

import static contactimport.store.Schemas.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What points to contacts in this database beside the tables that an absorption knows. Policy {@code merge} must not run until
 * somebody has said what to do with each: a contact that is deleted would leave them pointing to nobody.
 */
public final class References {

    /** What an absorption re-points, as {@code table.column}. */
    private static final Set<String> KNOWN = Set.of(
            "contact_inboxes.contact_id",
            "conversations.contact_id",
            "messages.sender_id",
            "notes.contact_id",
            "csat_survey_responses.contact_id",
            "taggings.taggable_id",
            "active_storage_attachments.record_id");

    private References() {}

    /** What an absorption does with a column that points to contacts and that we do not know. */
    public enum Treatment {
        /** It follows: what pointed to the absorbed contact points to the kept one. */
        REPOINT,
        /** It stays, and points to nobody. */
        IGNORE
    }

    /**
     * The unknown references that the operator wants to follow an absorption.
     *
     * @param named what to do with each, by its name ({@link Reference#name})
     * @throws DatabaseFault if there is one that is not named, or one that the role may not re-point
     */
    public static List<Reference> toRepoint(Connection connection, Schemas schemas, Map<String, Treatment> named)
            throws SQLException {
        List<Reference> repointed = new ArrayList<>();
        List<String> unnamed = new ArrayList<>();
        for (Reference reference : unknown(connection, schemas)) {
            Treatment treatment = named.get(reference.name(schemas));
            if (treatment == null) {
                unnamed.add(reference.name(schemas));
            } else if (treatment == Treatment.REPOINT) {
                requireMay(connection, reference, true, "may not re-point " + reference.name(schemas));
                repointed.add(reference);
            }
        }
        if (!unnamed.isEmpty()) {
            throw new DatabaseFault(
                    "in the database " + connection.getCatalog() + " these columns point to contacts, and"
                            + " policy merge does not know them: " + String.join(", ", unnamed)
                            + "; say what happens to each with --reference NAME=repoint or --reference NAME=ignore");
        }
        return repointed;
    }

    /**
     * The unknown references that the undo of a run must look at, because it takes no contact away that something points to, and
     * those that go back to where the run found them.
     *
     * @throws DatabaseFault if there is one that the role may not look at, or not re-point
     */
    public static List<Reference> ofUndo(Connection connection, Schemas schemas, long undone) throws SQLException {
        List<Reference> unknown = unknown(connection, schemas);
        for (Reference reference : unknown) {
            String name = reference.name(schemas);
            boolean moved = isMoved(connection, undone, AbsorbWriter.Pointer.to(reference));
            requireMay(
                    connection,
                    reference,
                    moved,
                    moved ? "may not re-point " + name : "may not see whom " + name + " points to");
        }
        return unknown;
    }

    /** Whether absorptions of a run have re-pointed rows of a table that we do not know. */
    static boolean isMoved(Connection connection, long runNo, AbsorbWriter.Pointer p) throws SQLException {
        boolean[] moved = {false};
        Rows.each(
                connection,
                "select exists (select from moved where run_no = ? and tbl = ? and col = ?)",
                row -> moved[0] = row.getBoolean(1),
                runNo,
                p.table(),
                p.column());
        return moved[0];
    }

    /** Pairs such as {@code owner_type} + {@code owner_id} count only if a row says 'Contact'. */
    public static List<Reference> unknown(Connection connection, Schemas schemas) throws SQLException {
        List<Reference> unknown = new ArrayList<>();
        for (Reference reference : candidates(connection, schemas)) {
            boolean known = KNOWN.contains(reference.name(schemas));
            if (!known && pointsToContacts(connection, reference)) {
                unknown.add(reference);
            }
        }
        return unknown;
    }

    private static List<Reference> candidates(Connection connection, Schemas schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.named("platform-references"))) {
            statement.setString(1, schemas.platform());
            statement.setString(2, schemas.platform());
            statement.setString(3, schemas.platform());
            statement.setString(4, schemas.own());
            ResultSet result = statement.executeQuery();
            List<Reference> candidates = new ArrayList<>();
            while (result.next()) {
                candidates.add(new Reference(
                        result.getString(1), result.getString(2), result.getString(3), result.getString(4)));
            }
            return candidates;
        }
    }

    private static void requireMay(Connection connection, Reference reference, boolean repoint, String refusal)
            throws SQLException {
        Rows.each(
                connection,
                Sql.named("reference-may"),
                row -> {
                    if (!row.getBoolean("may")) {
                        throw new DatabaseFault("role " + Rows.text(row, "role") + " " + refusal
                                + "; as its owner run: " + Rows.text(row, "needed"));
                    }
                },
                repoint,
                reference.schema(),
                reference.table(),
                reference.column(),
                reference.typeColumn());
    }

    private static boolean pointsToContacts(Connection connection, Reference reference) throws SQLException {
        @Nullable String typeColumn = reference.typeColumn();
        if (typeColumn == null) {
            return true;
        }
        String table = reference.schema() + "." + reference.table();
        requireMay(connection, reference, false, "may not see whether " + table + " points to contacts");
        // Identifiers cannot be parameters; these come from the catalogue and are quoted.
        String rows = "select exists (select from " + quoted(reference.schema()) + "." + quoted(reference.table())
                + " where " + quoted(typeColumn) + " = 'Contact')";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(rows)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
