package contactimport.job;

import contactimport.TestDatabase;
import java.sql.Connection;

/**
 * A moment of an import at which something can be done to its database: a session of the import waits there, inside its
 * transaction, until the gate is opened or the session dies.
 */
enum Moment {
    STAGE_COPIES("before insert on contact_import.staged_row for each row when (new.line = 1500)"),
    STAGE_CHUNK_IS_WRITTEN("before update on contact_import.batch_step_execution for each row"
            + " when (new.step_name = 'stage' and new.commit_count > 0)"),
    STAGE_ENDS("before update on contact_import.batch_step_execution for each row"
            + " when (new.step_name = 'stage' and new.status = 'COMPLETED')"),
    PLAN_COPIES("before insert on contact_import.assignment for each row when (new.ordinal = 1500)"),
    PLAN_COMMITS(
            "after update on contact_import.run deferrable initially deferred for each row"
                    + " when (new.plan_done and not old.plan_done)",
            true),
    PARTITIONS_ARE_CREATED("before insert on contact_import.batch_step_execution for each row"
            + " when (new.step_name like 'merge-partition:%7')"),
    CHUNK_BEGINS("before update on contact_import.partition for each row"
            + " when (old.position > 0 and new.position > old.position)"),
    CHUNK_COPIES_ITS_LEDGER(
            "before insert on contact_import.ledger for each row" + " when (new.part is not null and new.line > 1000)"),
    CHUNK_IS_WRITTEN("before update on contact_import.batch_step_execution for each row"
            + " when (new.step_name like 'merge-partition:%' and new.commit_count > 1)"),
    CHUNK_COMMITS(
            "after update on contact_import.partition deferrable initially deferred for each row"
                    + " when (new.decided > old.decided and old.position > 0)",
            true),
    STRAGGLERS_BEGIN("before insert on contact_import.batch_step_execution for each row"
            + " when (new.step_name = 'stragglers')"),
    REPORT_BEGINS("before insert on contact_import.batch_step_execution for each row when (new.step_name = 'report')"),
    RUN_IS_FINISHED("before update on contact_import.run for each row when (new.status like 'completed%')"),
    JOB_ENDS("before update on contact_import.batch_job_execution for each row" + " when (new.end_time is not null)");

    private final String trigger;

    Moment(String when) {
        this(when, false);
    }

    Moment(String when, boolean deferred) {
        trigger = "create " + (deferred ? "constraint " : "") + "trigger gate " + when
                + " execute function public.gate()";
    }

    /** From now on whoever comes to this moment waits until the returned session is closed. */
    Connection gate(TestDatabase db) {
        db.sql("create function public.gate() returns trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(4711); return new; end $$");
        db.sql(trigger);
        Connection keeper = db.raw();
        Trial.execute(keeper, "select pg_advisory_lock(4711)");
        return keeper;
    }

    /** Somebody waits at the gate. */
    static final String REACHED = "exists (select from pg_locks where locktype = 'advisory' and objid = 4711"
            + " and not granted and database = (select oid from pg_database where datname = current_database()))";

    /** Ends the sessions that wait at the gate. */
    static final String CUT =
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 4711"
                    + " and not granted and database = (select oid from pg_database where datname = current_database())";
}
