package contactimport.store;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;

/**
 * Which lines change nothing, told by SQL over a line, its link and its contact: a nightly file has little else. The plan, which
 * joins these three anyway, counts groups of such lines as decided and unchanged: they are never locked, read or folded.
 *
 * <p>Why that is right although the plan decides nothing else: a line that changes nothing has the same effect whenever it is
 * applied while that is so, namely none. One statement sees the lines of a group, their links and contacts at one instant, and no
 * line of another group touches them; applied all together at that instant they leave the database as it is. What somebody else
 * changes later is a change after the line, as it is for every line that was decided earlier in a run. It says no rather too
 * often: a line that might be refused or warned about, policies, clears and JSON of a form that the rules would write anew are
 * left to the merge.
 */
public final class Idle {

    /** No line is: all are left to the merge. */
    public static final Idle NONE = new Idle("false");

    private final String condition;

    /** @param condition as {@link #condition()} */
    Idle(String condition) {
        this.condition = condition;
    }

    /** Lines that give way to something newer have to be decided one by one. */
    public static Idle of(Rules rules, Platform platform, Yielding yielding) {
        boolean bySourceId = !rules.match().isEmpty() && rules.match().get(0).kind() == MatchKey.Kind.SOURCE_ID;
        return bySourceId && yielding.equals(Yielding.TO_NOTHING) ? new Idle(condition(rules, platform)) : NONE;
    }

    private static String condition(Rules rules, Platform platform) {
        return Sql.named("plan-idle")
                .replace("{or-not-assigned}", rules.assignsIdentifier() ? "" : "or coalesce(c.identifier, '') = ''")
                .replace("{location}", derived(platform, "location", "city"))
                .replace("{country}", derived(platform, "country_code", "country"));
    }

    /** A derived column that is not there does not differ. Where its source is not there either, one look says so. */
    private static String derived(Platform platform, String column, String from) {
        if (!platform.has("contacts", column)) {
            return "true";
        }
        String value = "c.additional_attributes -> '" + from + "'";
        return "case when c.additional_attributes ? '" + from + "' then jsonb_typeof(" + value
                + ") in ('string', 'null') and coalesce(c." + column
                + ", '') = coalesce(c.additional_attributes ->> '" + from + "', '') else coalesce(c." + column
                + ", '') = '' end";
    }

    /** An expression over {@code staged_row s}, {@code contact_inboxes l} and {@code contacts c}: true, false or null. */
    String condition() {
        return condition;
    }
}
