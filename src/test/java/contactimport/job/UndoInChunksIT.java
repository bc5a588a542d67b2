package contactimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import contactimport.contact.Rules.Mode;
import contactimport.contact.Rules.OnConflict;
import contactimport.store.Schemas;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An undo that stops goes on where it stopped, and a group that is too large for a chunk goes back whole. */
class UndoInChunksIT extends UndoTrial {

    @Test
    void an_undo_that_was_interrupted_goes_on_where_it_stopped(@Fresh TestDatabase db) {
        people(db, 40);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", renamed(40));
        db.sql("create function public.stop() returns trigger language plpgsql as"
                + " $$ begin raise exception using errcode = 'XX000'; end $$");
        db.sql("create trigger stop before update on contacts for each row when (old.id % 7 = 0)"
                + " execute function public.stop()");

        Importer.Result first = undo(db, run, EVERYTHING, 3);
        assertThat(first.exitCode()).isEqualTo(5);
        assertThat(first.report().run().proof().violations()).isEmpty();
        assertThat(db.value("select count(*) from contacts where name like 'Person%'"))
                .isNotEqualTo(40L);
        db.sql("drop trigger stop on contacts");

        String id = first.report().run().id();
        try (Importer importer =
                new Importer(db.dataSource(), db.name(), Schemas.DEFAULT, Clock.systemUTC(), new Stop())) {
            assertThatThrownBy(() -> importer.rerun(id, Trial.of(db, dir).settings(), Launching.DEFAULT))
                    .isInstanceOf(RunFault.class)
                    .hasMessageContaining("contact-import undo " + run);
        }

        Importer.Result second = undo(db, run, EVERYTHING, 3);
        assertThat(second.report().run().id()).isEqualTo(first.report().run().id());
        assertThat(second.exitCode()).isZero();
        assertThat(second.report().run().proof().tally().updated()).isEqualTo(40);
        assertThat(db.value("select count(*) from contacts where name like 'Person%'"))
                .isEqualTo(40L);

        Importer.Result third = undo(db, run, EVERYTHING, 3);
        assertThat(third.exitCode()).isZero();
        assertThat(third.report().run().proof().tally().unchanged()).isEqualTo(40);
    }

    @Test
    void entries_go_back_in_the_order_of_the_contacts(@Fresh TestDatabase db) {
        people(db, 4);
        imported(
                db,
                Mode.UPDATE,
                OnConflict.REJECT,
                "contact_identifier,name",
                "p-3,First",
                "p-4,Other",
                "p-1,Other",
                "p-3,Second",
                "p-2,Other");
        db.sql("create table public.undone (no int generated always as identity, id bigint, name text)");
        db.sql("create function public.note() returns trigger language plpgsql security definer as"
                + " $$ begin insert into public.undone (id, name) values (old.id, old.name); return null; end $$");
        db.sql("create trigger note after update on contacts for each row execute function public.note()");

        assertThat(undoAllAtOnce(db, 1).exitCode()).isZero();
        assertThat(db.value("select string_agg(id || ' ' || name, ', ' order by no) from public.undone"))
                .isEqualTo("1001 Other, 1002 Other, 1003 Second, 1004 Other");
    }

    @Test
    void an_undo_whose_session_is_cut_goes_on_where_it_stopped(@Fresh TestDatabase db) {
        people(db, 30);
        Object before = db.sql(CONTENT);
        String run = imported(db, Mode.UPDATE, OnConflict.REJECT, "contact_identifier,name", renamed(30));
        db.sql("create function public.cut() returns trigger language plpgsql as"
                + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
        db.sql("create trigger cut before update on contacts for each row when (old.id in (1005, 1020))"
                + " execute function public.cut()");

        Importer.Result first = undo(db, run, EVERYTHING, 3);
        assertThat(first.exitCode()).isEqualTo(5);
        assertThat(first.report().run().proof().violations()).isEmpty();
        assertThat(db.sql(CONTENT)).isNotEqualTo(before);
        db.sql("drop trigger cut on contacts");

        Importer.Result second = undo(db, run, EVERYTHING, 3);
        assertThat(second.report().run().id()).isEqualTo(first.report().run().id());
        assertThat(second.exitCode()).isZero();
        assertThat(second.report().run().proof().tally().updated()).isEqualTo(30);
        assertThat(db.sql(CONTENT)).isEqualTo(before);
    }

    @Test
    void a_group_of_more_entries_than_a_chunk_goes_back_whole(@Fresh TestDatabase db) {
        people(db, 2);
        Object before = db.sql(CONTENT);
        // One e-mail wanders between two people: all these entries hang together, and end where others began.
        String run = imported(
                db,
                Mode.UPDATE,
                OnConflict.DROP,
                "contact_identifier,name,email",
                "p-1,A,one@undo.example",
                "p-1,B,two@undo.example",
                "p-2,C,one@undo.example",
                "p-1,Person 1,three@undo.example",
                "p-2,D,two@undo.example",
                "p-1,E,one@undo.example",
                "p-2,F,",
                "p-1,G,",
                "p-2,H,",
                "p-1,I,");
        for (int chunk : List.of(2, 1)) {
            Importer.Result undone = undo(db, run, EVERYTHING, chunk);
            assertThat(undone.exitCode())
                    .as(Trial.outcomes(db, undone).toString())
                    .isZero();
            assertThat(db.sql(CONTENT)).isEqualTo(before);
            run = undone.report().run().id();
            Importer.Result again = undo(db, run, EVERYTHING, chunk);
            assertThat(again.exitCode()).isZero();
            run = again.report().run().id();
        }
    }

    /** A group that is too large for a slice: what the check has written must be there for the next slice, and gone in the end. */
    @Test
    void a_check_takes_a_large_group_in_slices_and_tells_what_its_undo_then_does(@Fresh TestDatabase db) {
        people(db, 40);
        String[] lines = new String[39];
        for (int n = 1; n <= lines.length; n++) {
            // everybody is given the e-mail of the next one, who absorbs them
            lines[n - 1] = "p-" + n + ",N " + n + "," + (n + 1) + "@undo.example";
        }
        db.sql("update contacts set email = (id - 1000) || '@undo.example' where id > 1000");
        Object before = db.sql(CONTENT);
        String run = imported(db, Mode.UPDATE, OnConflict.MERGE, "contact_identifier,name,email", lines);
        Object after = db.sql(CONTENT);
        db.sql("create table public.steps (entries int)");
        db.sql("create function public.step() returns trigger language plpgsql security definer as"
                + " 'begin insert into public.steps values (new.position - old.position); return new; end'");
        db.sql("create trigger steps after update on contact_import.partition for each row"
                + " when (new.position > old.position) execute function public.step()");

        Importer.Result checked = check(db, run, 1);

        assertThat(checked.trouble()).isEmpty();
        assertThat(db.sql(CONTENT)).isEqualTo(after).isNotEqualTo(before);
        assertThat(db.sql("select entries from public.steps where entries > 5")).isEmpty();
        assertThat(db.sql("select entries from public.steps where entries = 5")).hasSize(7);
        Importer.Result undone = undo(db, run, EVERYTHING, 1);
        assertThat(checked.report().run().proof().tally())
                .isEqualTo(undone.report().run().proof().tally());
        assertThat(checked.exitCode()).isEqualTo(undone.exitCode()).isZero();
        assertThat(db.sql(CONTENT)).isEqualTo(before);
    }

    /** A line that gives each of so many people another name. */
    private static String[] renamed(int people) {
        return IntStream.rangeClosed(1, people)
                .mapToObj(n -> "p-" + n + ",New " + n)
                .toArray(String[]::new);
    }
}
