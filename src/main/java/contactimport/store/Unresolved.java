package contactimport.store;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** Lines that will probably be rejected because nobody answers to their match keys: known before the first merge. */
public final class Unresolved {

    private Unresolved() {}

    /** How many they are, when the run is planned; none where contacts are created. */
    public static long count(Connection c, long runNo, Rules rules) throws SQLException {
        if (rules.upserts()) {
            return 0;
        }
        boolean byIdentifier =
                rules.match().contains(MatchKey.IDENTIFIER) && rules.identifier() == Rules.IdentifierUse.ASSIGN;
        String sql = Sql.named("run-nobody")
                .replace("{run}", Long.toString(runNo))
                .replace("{source-id}", by(rules, MatchKey.SOURCE_ID))
                .replace("{identifier}", Boolean.toString(byIdentifier))
                .replace("{email}", by(rules, MatchKey.EMAIL))
                .replace("{phone}", by(rules, MatchKey.PHONE));
        AtomicLong lines = new AtomicLong();
        Rows.each(c, sql, row -> lines.set(row.getLong(1)));
        return lines.get();
    }

    private static String by(Rules rules, MatchKey key) {
        return Boolean.toString(rules.match().contains(key));
    }
}
