package contactimport.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Our own tables: created and updated by the command {@code migrate}, under a role that may. */
public final class Schema {

    /** The highest number in {@code db/migration}: asking Flyway at every start would cost a third of a second. */
    static final int LATEST = 23;

    static final String INSUFFICIENT_PRIVILEGE = "42501";
    static final String UNDEFINED_TABLE = "42P01";

    private Schema() {}

    /**
     * Brings our schema to this version of the program; does nothing when it is there already. Roles that run imports may use what
     * is new: without it an import would end part way, behind its first changes.
     *
     * @return how many migrations were applied
     * @throws DatabaseFault if the role may not, or the schema was made by something else
     */
    public static int migrate(DataSource dataSource, Schemas schemas) {
        try {
            int applied =
                    flyway(dataSource, schemas, !exists(dataSource, schemas)).migrate().migrationsExecuted;
            if (applied > 0) {
                grantees(dataSource, schemas).forEach(role -> grant(dataSource, schemas, role));
            }
            return applied;
        } catch (SQLException | FlywayException e) {
            throw new DatabaseFault(refusal(schemas, e), e);
        }
    }

    private static List<String> grantees(DataSource dataSource, Schemas schemas) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            Rows.each(
                    connection,
                    Sql.named("schema-grantees"),
                    row -> roles.add(Rows.text(row, "rolname")),
                    schemas.own());
        }
        return roles;
    }

    /**
     * Lets another role run imports with our tables: it needs no right to create anything.
     *
     * @throws DatabaseFault if there is no such role, or we are not the owner
     */
    public static void grant(DataSource dataSource, Schemas schemas, String role) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement grants = connection.prepareStatement(Sql.named("schema-grant"));
                Statement statement = connection.createStatement()) {
            grants.setString(1, schemas.own());
            grants.setString(2, role);
            ResultSet result = grants.executeQuery();
            while (result.next()) {
                statement.execute(result.getString(1));
            }
        } catch (SQLException e) {
            throw new DatabaseFault(
                    "role " + role + " could not be given the tables of contact-import (SQLSTATE " + e.getSQLState()
                            + ")",
                    e);
        }
    }

    /**
     * Lets another role define custom attributes, too.
     *
     * @throws DatabaseFault if there is no such role or no such table, or we may not
     */
    public static void grantDefinitions(DataSource dataSource, Schemas schemas, String role) {
        String refusal =
                "role " + role + " could not be given custom_attribute_definitions of the platform: its owner can";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement grants = connection.prepareStatement(Sql.named("definitions-grant"));
                PreparedStatement granted = connection.prepareStatement(
                        "select has_table_privilege(?, 'custom_attribute_definitions', 'insert')");
                Statement statement = connection.createStatement()) {
            grants.setString(1, role);
            grants.setString(2, schemas.platform());
            ResultSet result = grants.executeQuery();
            while (result.next()) {
                statement.execute(result.getString(1));
            }
            granted.setString(1, role);
            ResultSet has = granted.executeQuery();
            if (!has.next() || !has.getBoolean(1)) {
                throw new DatabaseFault(refusal); // who may not grant is only warned by the database
            }
        } catch (SQLException e) {
            throw new DatabaseFault(refusal + " (SQLSTATE " + e.getSQLState() + ")", e);
        }
    }

    /** @throws DatabaseFault with a sentence that names {@code migrate}, if our tables are missing or of another version */
    public static void requireMigrated(Connection connection, Schemas schemas) throws SQLException {
        int version = version(connection, schemas);
        if (version < LATEST) {
            throw new DatabaseFault("the tables of contact-import in schema " + schemas.own() + " of database "
                    + connection.getCatalog() + (version == 0 ? " are missing" : " are older than this program")
                    + "; run, for the same database: contact-import migrate");
        }
        if (version > LATEST) {
            throw new DatabaseFault("the tables of contact-import in schema " + schemas.own()
                    + " belong to a newer version of the program; use that one");
        }
    }

    /** Whether our tables are there, in the version of this program. */
    public static boolean isCurrent(Connection connection, Schemas schemas) throws SQLException {
        return version(connection, schemas) == LATEST;
    }

    /** 0 when there are none. */
    private static int version(Connection connection, Schemas schemas) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalArgumentException("a failed look would spoil the transaction of the caller");
        }
        try (PreparedStatement statement = connection.prepareStatement(Sql.named("schema-version"));
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getInt(1) : 0;
        } catch (SQLException e) {
            // A schema that a role may not use is skipped in its search path, as if it were not there.
            boolean hidden = INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()) || isHidden(connection, schemas);
            if (hidden) {
                throw new DatabaseFault(
                        "role " + connection.getMetaData().getUserName() + " may not use schema " + schemas.own()
                                + "; let its owner run: contact-import migrate --grant-to ROLE",
                        e);
            }
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    private static boolean isHidden(Connection connection, Schemas schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select not has_schema_privilege(oid, 'usage') from pg_namespace where nspname = ?")) {
            statement.setString(1, schemas.own());
            ResultSet result = statement.executeQuery();
            return result.next() && result.getBoolean(1);
        }
    }

    private static boolean exists(DataSource dataSource, Schemas schemas) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select from pg_namespace where nspname = ?")) {
            statement.setString(1, schemas.own());
            return statement.executeQuery().next();
        }
    }

    private static Flyway flyway(DataSource dataSource, Schemas schemas, boolean createSchema) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .schemas(schemas.own())
                // A managed role may use a schema that was made for it and yet not make one.
                .createSchemas(createSchema)
                .baselineOnMigrate(false)
                .placeholders(Map.of("schema", Schemas.quoted(schemas.own())))
                .load();
    }

    private static String refusal(Schemas schemas, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return refusal(schemas, sql);
            }
        }
        return "the schema " + schemas.own() + " holds something else than the tables of contact-import, or tables of"
                + " another version of it, and is left alone";
    }

    private static String refusal(Schemas schemas, SQLException failure) {
        if (INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
            return "this role may not create the tables of contact-import; as the owner of the database run: create schema "
                    + schemas.own() + " authorization ROLE";
        }
        return "the schema " + schemas.own() + " could not be migrated (SQLSTATE " + failure.getSQLState() + ")";
    }
}
