package contactimport.store;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The platform's tables as they were found in this database: versions and forks differ in what they have. What every import
 * needs is there, or there is no {@code Platform}; the rest is asked for by {@link #has}.
 */
public final class Platform {

    private static final Map<String, List<String>> NEEDED = new TreeMap<>(Map.of(
            "contacts",
            List.of(
                    "id",
                    "account_id",
                    "name",
                    "email",
                    "phone_number",
                    "identifier",
                    "additional_attributes",
                    "custom_attributes",
                    "contact_type",
                    "created_at",
                    "updated_at"),
            "contact_inboxes",
            List.of("id", "contact_id", "inbox_id", "source_id", "hmac_verified", "created_at", "updated_at"),
            "inboxes",
            List.of("id", "account_id", "channel_id", "channel_type", "name"),
            "channel_api",
            List.of("id", "identifier", "hmac_token", "hmac_mandatory")));

    private final Schemas schemas;
    private final Map<String, Set<String>> columns;

    private Platform(Schemas schemas, Map<String, Set<String>> columns) {
        this.schemas = schemas;
        this.columns = columns;
    }

    /**
     * Looks into the catalogue.
     *
     * @throws DatabaseFault if a table or column that every import needs is missing
     */
    public static Platform detect(Connection connection, Schemas schemas) throws SQLException {
        requireNonNull(schemas);
        Map<String, Set<String>> columns = columns(connection, schemas.platform());
        List<String> missing = missing(columns);
        if (!missing.isEmpty()) {
            throw new DatabaseFault(
                    "the database " + connection.getCatalog() + " is no database of the platform: schema "
                            + schemas.platform() + " lacks " + String.join(", ", missing) + readable(columns, schemas));
        }
        return new Platform(schemas, columns);
    }

    /** Whether the platform has this table. */
    public boolean has(String table) {
        return columns.containsKey(table);
    }

    /** Whether the platform has this table with this column. */
    public boolean has(String table, String column) {
        return columns.getOrDefault(table, Set.of()).contains(column);
    }

    public Schemas schemas() {
        return schemas;
    }

    private static List<String> missing(Map<String, Set<String>> found) {
        List<String> missing = new ArrayList<>();
        NEEDED.forEach((table, needed) -> {
            if (!found.containsKey(table)) {
                missing.add(table);
                return;
            }
            Set<String> there = found.getOrDefault(table, Set.of());
            needed.stream().filter(c -> !there.contains(c)).forEach(c -> missing.add(table + "." + c));
        });
        return missing;
    }

    private static String readable(Map<String, Set<String>> found, Schemas schemas) {
        return found.isEmpty() ? " (there is no table at all in schema " + schemas.platform() + ")" : "";
    }

    private static Map<String, Set<String>> columns(Connection connection, String schema) throws SQLException {
        Map<String, Set<String>> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.named("platform-columns"))) {
            statement.setString(1, schema);
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                columns.computeIfAbsent(result.getString(1), t -> new HashSet<>())
                        .add(result.getString(2));
            }
        }
        return columns;
    }
}
