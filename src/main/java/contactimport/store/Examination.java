package contactimport.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at a database as an import would find it: reads only, and says what is missing before an import stumbles over it. */
public final class Examination {

    private static final int OLDEST = 130_000;
    private static final int NEWEST = 190_000;
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final int SESSIONS = 10;

    private final Connection c;
    private final Schemas schemas;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(Connection c, Schemas schemas, Clock clock) {
        this.c = c;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** @param c in auto-commit, with the settings of our sessions */
    public static List<Finding> of(Connection c, Schemas schemas, Clock clock) throws SQLException {
        Examination examination = new Examination(c, schemas, clock);
        examination.server();
        if (examination.fits("platform", () -> Platform.detect(c, schemas))) {
            examination.references();
            examination.indexes();
            examination.sequences();
        }
        examination.fits("own tables", () -> {
            Schema.requireMigrated(c, schemas);
            return Schema.LATEST;
        });
        examination.grants();
        return List.copyOf(examination.findings);
    }

    private void server() throws SQLException {
        long before = clock.millis();
        Rows.each(c, Sql.named("doctor-server"), row -> {
            version(row.getInt("version"), Rows.text(row, "version_text"));
            findings.add(
                    row.getBoolean("standby")
                            ? Finding.problem(
                                    "writable", "this server is a standby and takes no writes; name the primary")
                            : Finding.ok("writable", "role " + row.getString("role")));
            clock(before, row.getBigDecimal("millis"));
            settings(row.getString("hurting"));
            publications(row.getInt("publications"));
            sessions(row.getInt("most_sessions") - row.getInt("sessions"));
        });
    }

    private void version(int version, String text) {
        if (version < OLDEST) {
            findings.add(Finding.problem("server", "PostgreSQL " + text + " is too old: 13 or newer is needed"));
        } else if (version >= NEWEST) {
            findings.add(Finding.warning("server", "PostgreSQL " + text + " is newer than what was tested: 13 to 18"));
        } else {
            findings.add(Finding.ok("server", "PostgreSQL " + text));
        }
    }

    private void clock(long before, @Nullable BigDecimal server) {
        long now = clock.millis();
        long millis = Objects.requireNonNull(server).longValue();
        // Between the two is no skew: the answer was on its way.
        long skew = millis < before ? millis - before : Math.max(0, millis - now);
        findings.add(
                Math.abs(skew) > SKEW.toMillis()
                        ? Finding.warning(
                                "clock",
                                "the server's clock is " + Math.abs(skew) / 1000 + " s "
                                        + (skew > 0 ? "ahead of" : "behind")
                                        + " this machine's: run ids and times in reports are this machine's, updated_at is"
                                        + " the server's; set both by NTP")
                        : Finding.ok("clock", "as this machine's"));
    }

    private void settings(@Nullable String hurting) {
        if (hurting == null) {
            findings.add(Finding.ok("settings", "nothing that hurts"));
            return;
        }
        findings.add(Finding.warning(
                "settings",
                hurting
                        + ": set for the server, this database or this role. Imports set read-only off and synchronous_commit"
                        + " on for their own sessions; fsync and full_page_writes off can lose what was committed"));
    }

    private void publications(int forAllTables) {
        if (forAllTables > 0) {
            findings.add(Finding.warning(
                    "replication",
                    "a publication FOR ALL TABLES sends our tables to its subscribers, which stop at the first one they do"
                            + " not have; see --allow-publication"));
        }
    }

    private void sessions(int free) {
        findings.add(
                free < SESSIONS
                        ? Finding.warning("connections", "only " + free + " are free: use fewer --threads")
                        : Finding.ok("connections", free + " free"));
    }

    @FunctionalInterface
    private interface Look<R> {
        R now() throws SQLException;
    }

    private boolean fits(String what, Look<?> look) throws SQLException {
        try {
            look.now();
            findings.add(Finding.ok(what, "as expected"));
            return true;
        } catch (DatabaseFault fault) {
            findings.add(Finding.problem(what, String.valueOf(fault.getMessage())));
            return false;
        }
    }

    private void references() throws SQLException {
        List<String> unknown;
        try {
            unknown = References.unknown(c, schemas).stream()
                    .map(reference -> reference.name(schemas))
                    .toList();
        } catch (DatabaseFault fault) {
            findings.add(Finding.warning("references", fault.getMessage() + "; --on-conflict merge and undo need it"));
            return;
        }
        if (!unknown.isEmpty()) {
            findings.add(Finding.warning(
                    "references",
                    "columns that may point to contacts and are not the platform's own: " + String.join(", ", unknown)
                            + "; --on-conflict merge needs a --reference for each"));
        }
    }

    private void indexes() throws SQLException {
        int before = findings.size();
        Rows.each(
                c,
                Sql.named("doctor-indexes"),
                row -> findings.add(Finding.warning(
                        "index",
                        Rows.text(row, "tbl") + " has no " + (row.getBoolean("is_unique") ? "unique " : "")
                                + "index on (" + Rows.text(row, "key") + "): " + Rows.text(row, "why"))),
                schemas.platform());
        if (findings.size() == before) {
            findings.add(Finding.ok("indexes", "all there"));
        }
    }

    private void sequences() throws SQLException {
        for (String table : List.of("contacts", "contact_inboxes")) {
            String what = "sequence of " + table;
            try {
                if (Sequences.isUsable(c, table)) {
                    Sequences.look(c, table);
                    findings.add(Finding.ok(what, "ahead of the ids"));
                } else {
                    findings.add(Finding.warning(
                            what, "USAGE is not granted on it, or there is none: --mode upsert needs it"));
                }
            } catch (DatabaseFault fault) {
                findings.add(Finding.problem(what, String.valueOf(fault.getMessage())));
            } catch (SQLException e) {
                // Tables of a schema that a role may not use are skipped, as if they were not there.
                if (!Schema.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                        && !Schema.UNDEFINED_TABLE.equals(e.getSQLState())) {
                    throw e;
                }
                findings.add(Finding.problem(what, "this role may not read the ids of " + table));
            }
        }
    }

    private void grants() throws SQLException {
        int before = findings.size();
        Rows.each(
                c,
                Sql.named("doctor-grants"),
                row -> {
                    String purpose = Rows.text(row, "purpose");
                    String grant = Rows.text(row, "privileges") + " on " + Rows.text(row, "object");
                    String words = grant + " is not granted, which " + purpose + " needs; as the owner run: "
                            + (row.getBoolean("own") ? "contact-import migrate --grant-to " : "grant " + grant + " to ")
                            + Rows.text(row, "role");
                    findings.add(
                            purpose.equals("every import")
                                    ? Finding.problem("grant", words)
                                    : Finding.warning("grant", words));
                },
                schemas.platform(),
                schemas.platform(),
                schemas.platform(),
                schemas.platform(),
                schemas.own(),
                schemas.own(),
                schemas.own());
        if (findings.size() == before) {
            findings.add(Finding.ok("grants", "all there"));
        }
    }
}
