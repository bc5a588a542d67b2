package contactimport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.store.Accounting.Proof;
import contactimport.store.Accounting.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.transaction.IllegalTransactionStateException;

@ExtendWith(PostgresExtension.class)
class AccountingIT {

    private final TestDatabase database;
    private final Accounting accounting;
    private final LedgerReader reader;

    AccountingIT(TestDatabase database) {
        this.database = database;
        this.accounting = new Accounting(database.dataSource());
        this.reader = new LedgerReader(database.dataSource());
    }

    @Test
    void a_run_that_stopped_part_way_adds_up() {
        Proof proof = prove(BooksOfARun.partWay(database).no());
        assertThat(proof.violations()).isEmpty();
        assertThat(proof.tally()).isEqualTo(new Tally(10, 1, 1, 1, 1, 3, 3));
    }

    @Test
    void without_a_plan_every_staged_line_failed() {
        Proof proof = prove(BooksOfARun.staged(database).no());
        assertThat(proof.violations()).isEmpty();
        assertThat(proof.tally()).isEqualTo(new Tally(10, 0, 0, 0, 0, 2, 8));
    }

    @Test
    void a_stage_that_stopped_is_judged_by_what_it_read_so_far() {
        BooksOfARun books = BooksOfARun.staged(database);
        books.sql("update run set stage_done = false, bytes = 700 where no = ?");
        assertThat(prove(books.no()).violations()).isEmpty();
    }

    @Test
    void a_run_in_which_all_is_done_adds_up() {
        BooksOfARun books = BooksOfARun.partWay(database);
        books.sql("delete from set_aside where run_no = ?");
        books.sql("update partition set position = 4, decided = 4, unchanged = 3, unchanged_line_sum = 9 + 10 + 11,"
                + " status = 'done' where run_no = ? and part = 1");
        Proof proof = prove(books.no());
        assertThat(proof.violations()).isEmpty();
        assertThat(proof.tally()).isEqualTo(new Tally(10, 1, 1, 1, 4, 3, 0));
    }

    @Test
    void a_line_that_failed_for_itself_is_in_the_ledger() {
        BooksOfARun books = BooksOfARun.partWay(database);
        books.sql("update ledger set outcome = 'failed' where run_no = ? and ordinal = 5");
        Proof proof = prove(books.no());
        assertThat(proof.violations()).isEmpty();
        assertThat(proof.tally()).isEqualTo(new Tally(10, 1, 1, 1, 1, 2, 4));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/accounting.csv", useHeadersInDisplayName = true)
    void a_tampered_book_is_found_out(String statement, String violation, String why) {
        BooksOfARun books = BooksOfARun.partWay(database);
        books.sql(statement);
        assertThat(prove(books.no()).violations()).as(why).contains(violation);
    }

    @Test
    void other_runs_count_nothing_here() {
        BooksOfARun books = BooksOfARun.partWay(database);
        BooksOfARun.partWay(database).sql("delete from ledger where run_no = ?");
        assertThat(prove(books.no()).violations()).isEmpty();
    }

    @Test
    void a_run_that_does_not_exist_is_misuse() {
        assertThatThrownBy(() -> accounting.prove(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_counted_in_a_transaction_that_is_over_proves_nothing() {
        long run = BooksOfARun.partWay(database).no();
        LedgerCount count = reader.written(run, line -> {});
        assertThatThrownBy(() -> accounting.prove(run, count)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void what_is_committed_while_the_ledger_is_read_is_in_none_of_the_numbers() {
        BooksOfARun books = BooksOfARun.partWay(database);
        Proof proof = reader.inOneSnapshot(() -> {
            LedgerCount count = reader.written(books.no(), line -> {});
            books.sql("update partition set decided = decided + 1 where run_no = ?");
            return accounting.prove(books.no(), count);
        });
        assertThat(proof.violations()).isEmpty();
        assertThat(prove(books.no()).violations()).isNotEmpty();
    }

    /** The server counts the ledger, or the reader of the report does, line by line: they find the same. */
    private Proof prove(long run) {
        Proof proof = accounting.prove(run);
        assertThat(reader.inOneSnapshot(() -> accounting.prove(run, reader.written(run, line -> {}))))
                .isEqualTo(proof);
        return proof;
    }
}
