package contactimport.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The platform's tables of a real database, emptied, filled and read back within milliseconds. */
final class WorldDatabase {

    /** When everything in a world was written, unless the world says otherwise. */
    static final String OLD = "2024-01-01T00:00:00";

    private static final int DELETES_BEFORE_TRUNCATE = 200;

    /** Ids that the database gives out during a run are above every id of a world. */
    private static final long FIRST_GENERATED_ID = 100_000;

    private final DataSource db;
    private final Map<String, Row> defaults = new LinkedHashMap<>();
    private final String readAll;
    private int loads;

    WorldDatabase(DataSource db) throws SQLException {
        this.db = db;
        try (Connection connection = db.getConnection()) {
            readDefaults(connection);
            raiseSequences(connection);
        }
        readAll = defaults.keySet().stream()
                .map(t -> "select '" + t + "', to_jsonb(t)::text, t.id from public." + t + " t")
                .collect(Collectors.joining(" union all ", "", " order by 1, 3"));
    }

    DataSource dataSource() {
        return db;
    }

    /** What a column holds when nobody says anything, by table. */
    Map<String, Row> defaults() {
        return defaults;
    }

    /** Now the database holds this world and nothing else. */
    void load(Tables world) throws SQLException {
        try (Connection connection = db.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "set local session_replication_role = replica"); // the order of tables is no matter
            execute(connection, "set local synchronous_commit = off");
            empty(connection);
            for (String table : world.names()) {
                if (!world.rows(table).isEmpty()) {
                    insert(connection, table, world.rows(table));
                }
            }
            connection.commit();
        }
    }

    /** All rows of all tables with all columns, by id. */
    Tables read() throws SQLException {
        Tables tables = new Tables();
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(readAll)) {
            while (rows.next()) {
                tables.add(rows.getString(1), new Row(Json.object(rows.getString(2))));
            }
        }
        return tables;
    }

    /** The clock by which rows are stamped, in the form in which rows are read; a run may count in milliseconds. */
    String now() throws SQLException {
        return value("select to_jsonb(date_trunc('milliseconds', clock_timestamp() at time zone 'UTC')) #>> '{}'");
    }

    String afterwards() throws SQLException {
        return value("select to_jsonb(clock_timestamp() at time zone 'UTC') #>> '{}'");
    }

    /** Contacts whose attributes are JSON null, which reads like an SQL NULL. */
    String nulls() throws SQLException {
        return value("select coalesce(string_agg(id::text, ', '), '') from public.contacts"
                + " where jsonb_typeof(custom_attributes) = 'null' or jsonb_typeof(additional_attributes) = 'null'");
    }

    private String value(String select) throws SQLException {
        try (Connection connection = db.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            result.next();
            return result.getString(1);
        }
    }

    private void readDefaults(Connection connection) throws SQLException {
        String columns = "select table_name, column_name, column_default, is_nullable, data_type"
                + " from information_schema.columns where table_schema = 'public' and table_name <> 'flyway_demo'"
                + " order by table_name, ordinal_position";
        try (Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery(columns)) {
            while (column.next()) {
                Row row = defaults.computeIfAbsent(column.getString(1), t -> new Row());
                row.put(column.getString(2), defaultOf(connection, column));
            }
        }
    }

    private static Object defaultOf(Connection connection, ResultSet column) throws SQLException {
        String expression = column.getString(3);
        String type = column.getString(5);
        boolean generated = expression != null && expression.contains("(");
        if (expression != null && !generated) {
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("select to_jsonb(" + expression + "::" + type + ")::text")) {
                result.next();
                return new Row(Map.of("value", Json.parse(result.getString(1)))).get("value");
            }
        } else if (column.getString(4).equals("YES")) {
            return null;
        } else if (type.startsWith("timestamp")) {
            return OLD;
        } else if (type.equals("uuid")) {
            return null; // filled in by insert()
        }
        return type.startsWith("character") || type.equals("text") ? (Object) "x" : (Object) 1L;
    }

    private void raiseSequences(Connection connection) throws SQLException {
        List<String> tables = List.copyOf(defaults.keySet());
        for (String table : tables) {
            execute(
                    connection,
                    "select setval(pg_get_serial_sequence('public." + table + "', 'id'), " + FIRST_GENERATED_ID + ")");
        }
    }

    private void empty(Connection connection) throws SQLException {
        // Deleting a few rows is faster than truncating a dozen tables; now and then the dead ones must go.
        if (loads++ % DELETES_BEFORE_TRUNCATE == 0) {
            execute(
                    connection,
                    defaults.keySet().stream()
                            .map(t -> "public." + t)
                            .collect(Collectors.joining(", ", "truncate ", "")));
        } else {
            execute(
                    connection,
                    defaults.keySet().stream()
                            .map(t -> "delete from public." + t)
                            .collect(Collectors.joining("; ")));
        }
    }

    private void insert(Connection connection, String table, List<Row> rows) throws SQLException {
        List<Row> complete = new ArrayList<>();
        for (Row row : rows) {
            Row full = defaults.get(table).copy();
            full.putAll(row);
            if (full.containsKey("uuid")) {
                full.put("uuid", String.format("00000000-0000-0000-0000-%012d", row.id()));
            }
            complete.add(full);
        }
        String columns = String.join(", ", defaults.get(table).keySet());
        String sql = "insert into public." + table + " (" + columns + ") select " + columns
                + " from jsonb_populate_recordset(null::public." + table + ", ?::jsonb)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Json.write(complete));
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
