package contactimport.job;

import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Batch over a data source that is not ours to close. */
final class Batch implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Connections connections;

    Batch(DataSource dataSource) {
        context.registerBean("dataSource", DataSource.class, () -> dataSource, d -> d.setDestroyMethodName(""));
        context.register(BatchConfiguration.class);
        context.refresh();
        connections = new Connections(dataSource, transactions());
    }

    JobOperator operator() {
        return context.getBean(JobOperator.class);
    }

    JobRepository repository() {
        return context.getBean(JobRepository.class);
    }

    JdbcTransactionManager transactions() {
        return context.getBean(JdbcTransactionManager.class);
    }

    Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        context.close();
    }
}
