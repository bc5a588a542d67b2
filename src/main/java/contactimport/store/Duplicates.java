package contactimport.store;

import contactimport.contact.Code;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.source.Json;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one file that address the same contact: the first key of {@code --match} that a line has a value for is the same, the
 * link in the same inbox or the key in the same account. Only the file says so, before any contact is looked at, so that it is
 * the same whatever runs in parallel and whatever is stored. Lines that were refused before are not among them.
 *
 * <pre>
 * source-id: two lines with crm-1 in one inbox        → duplicates
 * source-id,email: crm-1 and a@b.c, then only a@b.c   → none: the first is addressed by its source id
 * </pre>
 */
final class Duplicates {

    private static final int EXAMPLES = 20;

    private final Connection connection;
    private final long runNo;
    private final Rules rules;

    Duplicates(Connection connection, long runNo, Rules rules) {
        this.connection = connection;
        this.runNo = runNo;
        this.rules = rules;
    }

    /** In the plan's transaction, before lines are grouped: those that do not apply go from the staged rows to the ledger. */
    void refuse() throws SQLException {
        if (rules.duplicates() != Rules.Duplicates.LAST) {
            keep(found());
            refuseAllButOne();
        }
    }

    /**
     * Where all lines apply they are only counted, and that may come when the plan has seen their links.
     *
     * @param linksDiffer whether it is certain that no two lines name the same link, and that each names one
     */
    void tell(boolean linksDiffer) throws SQLException {
        if (rules.duplicates() == Rules.Duplicates.LAST) {
            boolean bySourceId =
                    !rules.match().isEmpty() && rules.match().get(0).kind() == MatchKey.Kind.SOURCE_ID;
            keep(bySourceId && linksDiffer ? json(0, 0, List.of()) : found());
        }
    }

    private void keep(String found) throws SQLException {
        Rows.update(connection, "update run set duplicates = ?::jsonb where no = ?", found, runNo);
    }

    private String found() throws SQLException {
        long[] counts = new long[2];
        List<@Nullable Object> examples = new ArrayList<>();
        Rows.each(
                connection,
                statement("duplicates-found"),
                row -> {
                    counts[0]++;
                    counts[1] += row.getLong("lines");
                    if (examples.size() < EXAMPLES) {
                        examples.add(example(row.getLong("first"), row.getLong("last"), row.getLong("lines")));
                    }
                },
                Stream.of(parameters(), parameters()).flatMap(Arrays::stream).toArray());
        return json(counts[0], counts[1], examples);
    }

    private String json(long contacts, long lines, List<@Nullable Object> examples) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy", rules.duplicates().name().toLowerCase(Locale.ROOT));
        json.put("contacts", BigDecimal.valueOf(contacts));
        json.put("lines", BigDecimal.valueOf(lines));
        json.put("examples", examples);
        return Json.write(json);
    }

    private Map<String, @Nullable Object> example(long first, long last, long lines) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("first", BigDecimal.valueOf(first));
        json.put("last", BigDecimal.valueOf(last));
        json.put("lines", BigDecimal.valueOf(lines));
        json.put(
                "won",
                switch (rules.duplicates()) {
                    case LAST -> BigDecimal.valueOf(last);
                    case FIRST -> BigDecimal.valueOf(first);
                    case REJECT -> null;
                });
        return json;
    }

    /** The counts of the stage are those of the lines that are still staged. */
    private void refuseAllButOne() throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(parameters()));
        parameters.add(rules.duplicates() == Rules.Duplicates.REJECT);
        parameters.addAll(List.of(runNo, runNo, Code.DUPLICATE_LINE.name(), runNo));
        Rows.update(connection, statement("duplicates-refuse"), parameters.toArray());
    }

    private String statement(String name) {
        String key = rules.match().stream()
                .filter(k -> k.kind() != MatchKey.Kind.IDENTIFIER || rules.assignsIdentifier())
                .map(Duplicates::key)
                .collect(Collectors.joining(", "));
        return Sql.named(name).replace("{key}", key);
    }

    /** Null where the line has no value for it. Names of attributes are parameters. */
    private static String key(MatchKey key) {
        return switch (key.kind()) {
            case SOURCE_ID -> "'s' || s.inbox_id || ':' || s.source_id";
            case IDENTIFIER -> "'i' || s.account_id || ':' || s.identifier";
            case EMAIL -> "'e' || s.account_id || ':' || s.email";
            case PHONE -> "'p' || s.account_id || ':' || s.phone";
            case ATTRIBUTE ->
                "case when jsonb_typeof(s.custom -> ?) in ('string', 'number')"
                        + " and btrim(s.custom ->> ?, ?) <> '' then 'a' || s.account_id || ':' || ? || ':'"
                        + " || (s.custom ->> ?) end";
        };
    }

    private Object[] parameters() {
        List<Object> parameters = new ArrayList<>();
        for (MatchKey key : rules.match()) {
            if (key.kind() == MatchKey.Kind.ATTRIBUTE) {
                String name = key.attribute();
                parameters.addAll(List.of(name, name, PlanKey.BLANK, name, name));
            }
        }
        parameters.add(runNo);
        return parameters.toArray();
    }
}
