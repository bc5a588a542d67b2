package contactimport.store;

import contactimport.source.Json;
import contactimport.verify.Definition;
import contactimport.verify.Definitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The platform's definitions of custom attributes of contacts. A version, or a role, may do without. */
public final class DefinitionTable {

    private static final String TABLE = "custom_attribute_definitions";

    private DefinitionTable() {}

    /** @param defines whether missing ones are going to be made */
    public static Definitions load(Connection c, Platform platform, boolean defines) throws SQLException {
        Map<Long, Map<String, Definition>> byAccount = new HashMap<>();
        if (isReadable(c, platform)) {
            Rows.each(
                    c,
                    Sql.named("definitions"),
                    row -> byAccount
                            .computeIfAbsent(row.getLong("account_id"), account -> new HashMap<>())
                            .put(Rows.text(row, "attribute_key"), definition(row)));
        }
        return new Definitions(byAccount, !defines);
    }

    /**
     * Makes sure, before anything is imported, that what is missing can be defined.
     *
     * @throws DatabaseFault if the platform has no such table, or the role may not write it
     */
    public static void requireMayDefine(Connection c, Platform platform) throws SQLException {
        if (!platform.has(TABLE, "attribute_model")) {
            throw new DatabaseFault(
                    "--define-attributes: the database has no table " + TABLE + "; leave the option out");
        }
        boolean[] may = {false};
        String[] role = {""};
        Rows.each(c, Sql.named("definitions-may"), row -> {
            may[0] = row.getBoolean("may");
            role[0] = Rows.text(row, "role");
        });
        if (!may[0]) {
            throw new DatabaseFault("--define-attributes: role " + role[0] + " may not insert into " + TABLE
                    + "; let its owner run: contact-import migrate --grant-to " + role[0]
                    + " --define-attributes, or leave the option out");
        }
    }

    /**
     * Defines what the staged lines of a run have and nobody has defined, by what all its values are.
     *
     * @return how many were made
     * @throws DatabaseFault if the platform has no such table, or the role may not write it
     */
    public static int define(Connection c, Platform platform, long runNo) throws SQLException {
        requireMayDefine(c, platform);
        return Rows.update(c, Sql.named("definitions-make"), runNo);
    }

    private static boolean isReadable(Connection c, Platform platform) throws SQLException {
        boolean[] may = {false};
        if (platform.has(TABLE, "attribute_model")) {
            Rows.each(c, "select has_table_privilege('" + TABLE + "', 'select')", row -> may[0] = row.getBoolean(1));
        }
        return may[0];
    }

    private static Definition definition(ResultSet row) throws SQLException {
        Definition.Type[] types = Definition.Type.values();
        int type = row.getInt("attribute_display_type");
        List<String> values = Json.read(Rows.text(row, "attribute_values")) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
        return new Definition(
                type >= 0 && type < types.length ? types[type] : Definition.Type.TEXT,
                values,
                type == 0 ? pattern(row.getString("regex_pattern")) : null);
    }

    /** Patterns are Ruby's; one that Java cannot read is not checked. */
    private static @Nullable Pattern pattern(@Nullable String pattern) {
        if (pattern == null || pattern.isBlank()) {
            return null;
        }
        try {
            return Pattern.compile(
                    pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/")
                            ? pattern.substring(1, pattern.length() - 1)
                            : pattern);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
