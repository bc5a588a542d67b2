package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PlannerIT {

    private static final Rules UPDATE = Rules.defaults(Rules.Mode.UPDATE);

    /** What makes the planner look up by index whatever the sizes. */
    private static final int CHEAP = 0;

    /** What makes the planner think that a look-up by index is dearer than to read everything. */
    private static final int DEAR = 1_000_000;

    /** Enough for the order of a few contacts. */
    private static final long ROOM = 1 << 20;

    private static final int WORLDS = Integer.getInteger("plan.worlds", 50);

    private final TestDatabase database;

    PlannerIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void nobody_is_there() {
        database.sql("truncate contacts, contact_inboxes");
    }

    @Test
    void groups_are_those_of_a_walk_from_line_to_line() throws SQLException {
        for (int seed = 0; seed < WORLDS; seed++) {
            PlanWorld world = new PlanWorld(seed, 2 + seed % 9);
            boolean verifyOnly = seed % 5 == 4;
            List<String> attributes = seed % 3 == 0 ? List.of("crm", "plan") : List.of();
            Set<Set<Integer>> expected = world.groups(!verifyOnly, Set.copyOf(attributes));
            int partitions = 1 + seed % 7;
            long run = world.into(database);
            for (int lookup : List.of(CHEAP, DEAR)) {
                unplan(run);
                PlanResult result = new Planner(database.dataSource(), Idle.NONE, lookup, seed % 2 * ROOM)
                        .plan(run, 1, byEmailFirst(rules(verifyOnly, attributes)), partitions);

                assertThat(groups(run))
                        .as("world %d, attributes %s, verify only %s\n%s", seed, attributes, verifyOnly, world)
                        .isEqualTo(expected);
                assertEveryRowOnceInOrder(run, result, partitions);
            }
        }
    }

    /** Two of three lines whose keys their contact holds all; whether a line changes anything else does not matter here. */
    private static final String IDLE = "s.ordinal % 3 <> 0 and c.account_id = s.account_id"
            + " and (s.identifier is null or c.identifier = s.identifier)"
            + " and (s.email is null or c.email = s.email) and (s.phone is null or c.phone_number = s.phone)";

    @Test
    void lines_that_can_touch_each_other_stay_together_whoever_is_idle_or_alone_beside_them() throws SQLException {
        int idleGroups = 0;
        int brought = 0;
        for (int seed = 0; seed < 2 * WORLDS; seed++) {
            PlanWorld world = new PlanWorld(seed, 2 + seed % 9);
            List<String> attributes = seed % 3 == 0 ? List.of("crm", "plan") : List.of();
            Set<Set<Integer>> all = world.groups(true, Set.copyOf(attributes));
            long run = world.into(database);
            String idle = seed % 4 == 3 ? "false" : IDLE;
            Set<Integer> busy = database
                    .sql(
                            "select s.ordinal from staged_row s left join contact_inboxes l using (inbox_id, source_id)"
                                    + " left join contacts c on c.id = l.contact_id where s.run_no = ? and ("
                                    + idle + ") is not true",
                            run)
                    .stream()
                    .map(row -> ((Long) row.get("ordinal")).intValue())
                    .collect(Collectors.toSet());
            Set<Set<Integer>> least = world.groupsAtWork(true, Set.copyOf(attributes), busy);
            Set<Set<Integer>> most = all.stream()
                    .filter(group -> !Collections.disjoint(group, busy))
                    .collect(Collectors.toSet());
            idleGroups += all.size() - most.size();
            brought += least.stream().mapToInt(Set::size).sum() - busy.size();
            for (int lookup : List.of(CHEAP, DEAR)) {
                unplan(run);
                new Planner(database.dataSource(), new Idle(idle), lookup, seed % 2 * ROOM)
                        .plan(run, 1, rules(false, attributes), 4);

                assertThat(groups(run))
                        .as("world %d, attributes %s, busy %s\n%s", seed, attributes, busy, world)
                        .allMatch(group -> !Collections.disjoint(group, busy))
                        .allMatch(group -> most.stream().anyMatch(m -> m.containsAll(group)))
                        .matches(groups ->
                                least.stream().allMatch(l -> groups.stream().anyMatch(group -> group.containsAll(l))));
            }
        }
        assertThat(idleGroups).isPositive();
        assertThat(brought).as("idle lines at work").isPositive();
    }

    @Test
    void a_chain_that_brings_line_after_line_to_work_is_found_to_its_end() throws SQLException {
        int n = 12;
        long run = nightly(n);
        // Neighbours share a phone or an e-mail in another case, in turn; only the first line changes anything: a key.
        database.sql("update staged_row set identifier = 'new' where ordinal = 1");
        for (int i = 1; i < n; i++) {
            if (i % 2 == 1) {
                database.sql("update contacts set phone_number = ? where id in (?, ?)", "+2" + i, i, i + 1);
                database.sql("update staged_row set phone = ? where ordinal in (?, ?)", "+2" + i, i, i + 1);
            } else {
                database.sql("update contacts set email = ? where id = ?", "q" + i + "@x", i);
                database.sql("update staged_row set email = ? where ordinal = ?", "q" + i + "@x", i);
                database.sql("update contacts set email = ? where id = ?", "Q" + i + "@x", i + 1);
                database.sql("update staged_row set email = null where ordinal = ?", i + 1);
            }
        }
        Idle allButTheFirst = new Idle("s.ordinal > 1");

        for (int lookup : List.of(CHEAP, DEAR)) {
            unplan(run);
            new Planner(database.dataSource(), allButTheFirst, lookup, 0).plan(run, 1, UPDATE, 4);
            assertThat(groups(run))
                    .containsExactly(IntStream.rangeClosed(1, n).boxed().collect(Collectors.toSet()));
        }
    }

    @Test
    void a_nightly_file_is_dealt_line_by_line_in_the_order_of_the_file() throws SQLException {
        long run = nightly(100);

        PlanResult result = new Planner(database.dataSource()).plan(run, 1, UPDATE, 4);

        assertThat(result).isEqualTo(new PlanResult(100, 4, 100, 1));
        assertThat(groups(run)).hasSize(100);
        assertThat(database.value(
                        "select array_agg(ordinal order by part, seq)::text from assignment where run_no = ?", run))
                .isEqualTo(IntStream.rangeClosed(1, 100)
                        .boxed()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @Test
    void a_file_in_another_order_is_dealt_in_that_of_the_contacts_if_there_is_room() throws SQLException {
        long run = nightly(6);
        database.sql(
                "update staged_row set source_id = 's' || (7 - ordinal), identifier = null, email = null, phone = null");

        new Planner(database.dataSource(), Idle.NONE, DEAR, ROOM).plan(run, 1, UPDATE, 2);
        assertThat(dealt(run)).isEqualTo("{0.6,0.5,0.4,1.3,1.2,1.1}");

        unplan(run);
        new Planner(database.dataSource(), Idle.NONE, DEAR, 0).plan(run, 1, UPDATE, 2);
        assertThat(dealt(run)).isEqualTo("{0.1,0.2,0.3,1.4,1.5,1.6}");
    }

    @Test
    void the_contact_of_a_line_is_told_where_its_links_are_found_by_an_index() throws SQLException {
        long run = nightly(3);
        database.sql("update staged_row set source_id = 'nobody' where ordinal = 2");
        String hints = "select array_agg(contact_id order by ordinal)::text from assignment where run_no = ?";

        new Planner(database.dataSource()).plan(run, 1, rules(true, List.of()), 2);
        assertThat(database.value(hints, run)).isEqualTo("{1,NULL,3}");

        unplan(run);
        database.sql("drop index index_contact_inboxes_on_contact_id");
        try {
            new Planner(database.dataSource()).plan(run, 1, rules(true, List.of()), 2);
            assertThat(database.value(hints, run)).isEqualTo("{NULL,NULL,NULL}");
        } finally {
            database.sql("create index index_contact_inboxes_on_contact_id on contact_inboxes (contact_id)");
        }
    }

    @Test
    void keys_that_its_contact_does_not_hold_are_told_of_a_line() throws SQLException {
        long run = nightly(7);
        database.sql("update staged_row set identifier = 'new' where ordinal = 1");
        database.sql("update staged_row set email = null, phone = '+999' where ordinal = 2");
        database.sql("update contacts set email = 'P3@X' where id = 3");
        database.sql("update contacts set account_id = 2 where id = 4");
        database.sql("update staged_row set source_id = 'nobody' where ordinal = 5");
        // Whoever comes first of those who share a phone: that others hold it is nothing that he lacks.
        database.sql("update contacts set phone_number = '+1000' where id > 5");
        database.sql("update staged_row set phone = '+1000' where ordinal > 5");

        for (int lookup : List.of(CHEAP, DEAR)) {
            unplan(run);
            new Planner(database.dataSource(), Idle.NONE, lookup, 0).plan(run, 1, UPDATE, 2);
            assertThat(open(run)).isEqualTo("{1,4,2,7,7,0,NULL}");
        }

        unplan(run);
        new Planner(database.dataSource()).plan(run, 1, rules(true, List.of()), 2);
        assertThat(open(run))
                .as("an identifier that is only compared is nobody's key")
                .isEqualTo("{0,4,2,6,6,0,NULL}");
    }

    private Object open(long run) {
        return database.value("select array_agg(open order by ordinal)::text from assignment where run_no = ?", run);
    }

    private Object dealt(long run) {
        return database.value(
                "select array_agg(part || '.' || ordinal order by part, seq)::text from assignment where run_no = ?",
                run);
    }

    @Test
    void an_email_column_shifted_by_one_row_is_one_group() throws SQLException {
        long run = nightly(500);
        database.sql("update staged_row set email = 'p' || (ordinal + 1) || '@x' where run_no = ?", run);

        PlanResult result = new Planner(database.dataSource()).plan(run, 1, UPDATE, 4);

        assertThat(result).isEqualTo(new PlanResult(500, 1, 1, 500));
    }

    @Test
    void a_placeholder_phone_of_many_contacts_is_one_group_only_where_somebody_looks_for_it() throws SQLException {
        long run = nightly(300);
        database.sql("update contacts set phone_number = '+1000' where id > 100");
        database.sql("update staged_row set phone = '+1000' where run_no = ? and ordinal > 100", run);

        Planner planner = new Planner(database.dataSource());
        assertThat(planner.plan(run, 1, byEmailFirst(UPDATE), 4)).isEqualTo(new PlanResult(300, 4, 101, 200));

        unplan(run);
        assertThat(planner.plan(run, 1, UPDATE, 4))
                .as("every line only repeats it")
                .isEqualTo(new PlanResult(300, 4, 300, 1));

        unplan(run);
        database.sql("update staged_row set phone = '+1000' where run_no = ? and ordinal = 100", run);
        assertThat(planner.plan(run, 1, UPDATE, 4)).as("one line takes it").isEqualTo(new PlanResult(300, 4, 100, 201));

        unplan(run);
        database.sql(
                "update staged_row set phone = '+1100', source_id = 's101' where run_no = ? and ordinal = 100", run);
        assertThat(planner.plan(run, 1, UPDATE, 4))
                .as("two lines of one contact, the first of which gives it up")
                .isEqualTo(new PlanResult(300, 4, 100, 201));
    }

    @Test
    void a_number_equals_its_text_and_a_blank_text_is_no_key() throws SQLException {
        long run = PlanWorld.newRun(database);
        database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, custom, raw)"
                        + " select ?, no, no, 1, 1, jsonb_build_object('crm', v), ''"
                        + " from unnest(array['7', '\" \"', '\"7\"', '\" \"', '\"\u2003\"', '\"\u2003\"', 'true', 'true']::jsonb[])"
                        + " with ordinality v (v, no)",
                run);

        new Planner(database.dataSource()).plan(run, 1, rules(false, List.of("crm")), 4);

        assertThat(groups(run))
                .containsExactlyInAnyOrder(
                        Set.of(1, 3), Set.of(2), Set.of(4), Set.of(5), Set.of(6), Set.of(7), Set.of(8));
    }

    @Test
    void a_line_without_anything_is_a_group_of_its_own() throws SQLException {
        long run = PlanWorld.newRun(database);
        database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, custom, raw)"
                        + " select ?, i, i, 1, 1, '{}', '' from generate_series(5, 6) i",
                run);

        assertThat(new Planner(database.dataSource()).plan(run, 1, UPDATE, 4)).isEqualTo(new PlanResult(2, 2, 2, 1));
    }

    @Test
    void a_run_without_lines_gets_no_partition() throws SQLException {
        long run = PlanWorld.newRun(database);

        assertThat(new Planner(database.dataSource()).plan(run, 1, UPDATE, 4)).isEqualTo(new PlanResult(0, 0, 0, 0));
        assertThat(database.value("select plan_done from run where no = ?", run))
                .isEqualTo(true);
    }

    @Test
    void a_plan_is_made_once() throws SQLException {
        long run = nightly(10);
        Planner planner = new Planner(database.dataSource());
        planner.plan(run, 1, UPDATE, 4);

        assertThatThrownBy(() -> planner.plan(run, 1, UPDATE, 2))
                .isInstanceOf(StaleRunException.class)
                .hasMessageContaining("run number " + run);
        assertThat(database.value("select count(*) from partition where run_no = ?", run))
                .isEqualTo(4L);
    }

    @Test
    void a_launch_that_was_fenced_off_plans_nothing() {
        long run = nightly(10);
        database.sql("update run set epoch = 2 where no = ?", run);

        assertThatThrownBy(() -> new Planner(database.dataSource()).plan(run, 1, UPDATE, 4))
                .isInstanceOf(StaleRunException.class);
        assertThat(database.value("select plan_done from run where no = ?", run))
                .isEqualTo(false);
        assertThat(database.value("select count(*) from assignment where run_no = ?", run))
                .isEqualTo(0L);
    }

    @Test
    void a_plan_that_fails_leaves_nothing_and_can_be_made_again() throws SQLException {
        long run = nightly(10);
        database.sql("insert into partition (run_no, part, rows, line_sum) values (?, 2, 1, 1)", run);
        Planner planner = new Planner(database.dataSource());

        assertThatThrownBy(() -> planner.plan(run, 1, UPDATE, 4)).isInstanceOf(SQLException.class);
        assertThat(database.value("select plan_done from run where no = ?", run))
                .isEqualTo(false);
        assertThat(database.value("select count(*) from assignment where run_no = ?", run))
                .isEqualTo(0L);

        database.sql("delete from partition where run_no = ?", run);
        assertThat(planner.plan(run, 1, UPDATE, 4).rows()).isEqualTo(10);
    }

    @Test
    void the_role_that_runs_imports_owns_nothing_and_may_plan() throws SQLException {
        long run = nightly(20);
        database.sql("update staged_row set email = 'p' || (ordinal + 1) || '@x' where run_no = ?", run);
        String role = "planner_of_" + database.name();
        database.sql("create role " + role + " login; grant usage on schema public to " + role
                + "; grant all on all tables in schema public to " + role);
        Schema.grant(database.ownerDataSource(), Schemas.DEFAULT, role);
        Target owner = database.target();
        try (var pool = Sessions.open(new Target(owner.url(), role, null, owner.name()), 1)) {
            PlanResult result = new Planner(pool).plan(run, 1, rules(false, List.of("crm")), 4);

            assertThat(result).isEqualTo(new PlanResult(20, 1, 1, 20));
        } finally {
            database.sql("drop owned by " + role + "; drop role " + role);
        }
    }

    @Test
    void the_settings_of_the_plan_end_with_it() throws SQLException {
        new Planner(database.dataSource()).plan(nightly(10), 1, UPDATE, 4);

        try (var connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("show statement_timeout")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("5min");
        }
    }

    /** So many contacts, each linked, and a line for each that says what the contact has. */
    private long nightly(int n) {
        database.sql(
                "insert into contacts (id, account_id, identifier, email, phone_number, created_at, updated_at)"
                        + " select i, 1, 'c' || i, 'p' || i || '@x', '+1' || i, now(), now() from generate_series(1, ?) i",
                n);
        database.sql(
                "insert into contact_inboxes (inbox_id, source_id, contact_id, created_at, updated_at)"
                        + " select 1, 's' || i, i, now(), now() from generate_series(1, ?) i",
                n);
        long run = PlanWorld.newRun(database);
        database.sql(
                "insert into staged_row (run_no, ordinal, line, account_id, inbox_id, source_id, identifier, email,"
                        + " phone, patch, raw) select ?, i, i + 1, 1, 1, 's' || i, 'c' || i, 'p' || i || '@x', '+1' || i,"
                        + " '{}', '' from generate_series(1, ?) i",
                run,
                n);
        return run;
    }

    private void unplan(long run) {
        database.sql("delete from partition where run_no = ?", run);
        database.sql("delete from assignment where run_no = ?", run);
        database.sql("delete from idle_range where run_no = ?", run);
        database.sql("update run set plan_done = false where no = ?", run);
    }

    private static Rules rules(boolean verifyOnly, List<String> attributes) {
        List<MatchKey> match = new ArrayList<>(List.of(MatchKey.SOURCE_ID));
        attributes.forEach(a -> match.add(new MatchKey(MatchKey.Kind.ATTRIBUTE, a)));
        return new Rules(
                UPDATE.mode(),
                match,
                UPDATE.onConflict(),
                verifyOnly ? Rules.IdentifierUse.VERIFY_ONLY : Rules.IdentifierUse.ASSIGN,
                UPDATE.hmac(),
                UPDATE.hmacBind(),
                UPDATE.trim(),
                null,
                null);
    }

    /** Then the holders of keys are looked up, whoever holds them. */
    private static Rules byEmailFirst(Rules rules) {
        List<MatchKey> match = new ArrayList<>(List.of(MatchKey.EMAIL));
        match.addAll(rules.match());
        return new Rules(
                rules.mode(),
                match,
                rules.onConflict(),
                rules.identifier(),
                rules.hmac(),
                rules.hmacBind(),
                rules.trim(),
                null,
                null);
    }

    private Set<Set<Integer>> groups(long run) {
        Map<Object, Set<Integer>> groups = new TreeMap<>();
        database.sql("select grp, ordinal from assignment where run_no = ?", run)
                .forEach(row -> groups.computeIfAbsent(row.get("grp"), g -> new TreeSet<>())
                        .add(((Long) row.get("ordinal")).intValue()));
        return Set.copyOf((Collection<Set<Integer>>) groups.values());
    }

    private void assertEveryRowOnceInOrder(long run, PlanResult result, int atMost) {
        assertThat(database.sql("select ordinal from staged_row where run_no = ? order by 1", run))
                .isEqualTo(database.sql("select ordinal from assignment where run_no = ? order by 1", run));
        assertThat(database.value(
                        "select count(distinct (part, grp)) = count(distinct grp) from assignment where run_no = ?",
                        run))
                .as("a group is in one partition")
                .isEqualTo(true);
        assertThat(database.value(
                        "select coalesce(bool_and(seq = expected), true) from (select seq, row_number() over"
                                + " (partition by part order by grp, ordinal) as expected from assignment where run_no = ?) a",
                        run))
                .as("rows are numbered by group and line")
                .isEqualTo(true);
        List<Map<String, Object>> partitions =
                database.sql("select part, rows, line_sum from partition where run_no = ? order by part", run);
        assertThat(partitions)
                .isEqualTo(database.sql(
                        "select part, count(*) as rows, sum(line)::numeric as line_sum from assignment join staged_row"
                                + " using (run_no, ordinal) where run_no = ? group by part order by part",
                        run))
                .hasSize(result.partitions())
                .hasSizeLessThanOrEqualTo(atMost);
        assertThat(partitions.stream().map(p -> (BigDecimal) p.get("line_sum"))).doesNotContain(BigDecimal.ZERO);
        assertThat(database.value("select count(*) from assignment where run_no = ?", run))
                .isEqualTo(result.rows());
    }
}
