package contactimport.job;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work on the connection of the transaction that the step has begun, or in a transaction of its own. */
final class Connections {

    /**
     * For a step that makes its own transactions: one around them would sit idle for as long as they take, until the server
     * ends it. Every exception ends the step: by Spring's default a checked one is swallowed, and the tasklet called again.
     */
    static final TransactionAttribute NONE =
            new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED) {
                @Override
                public boolean rollbackOn(Throwable failure) {
                    return true;
                }
            };

    private final DataSource dataSource;
    private final TransactionTemplate own;

    Connections(DataSource dataSource, JdbcTransactionManager transactions) {
        this.dataSource = dataSource;
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @FunctionalInterface
    interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    interface Doing {
        void with(Connection connection) throws SQLException;
    }

    /** In the present transaction if there is one. */
    <R> R here(Work<R> work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseTrouble(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** In a transaction that is rolled back when the work returns. */
    void tried(Doing work) {
        own.executeWithoutResult(status -> {
            status.setRollbackOnly();
            here(c -> {
                work.with(c);
                return Boolean.TRUE;
            });
        });
    }

    /** In a transaction that is committed when the work returns. */
    void apart(Doing work) {
        own.executeWithoutResult(status -> here(c -> {
            work.with(c);
            return Boolean.TRUE;
        }));
    }
}
