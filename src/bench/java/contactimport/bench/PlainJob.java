package contactimport.bench;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job as most people would write it: a reader of lines, a processor that looks each contact up and compares, a writer in
 * batches, chunks of a thousand. No HMAC, no conflicts, no outcome per line, no accounting.
 */
public final class PlainJob {

    private static final String[] COLUMNS = {
        "inbox", "source_id", "identifier", "email", "name", "phone", "plan", "seats"
    };
    private static final String UPDATE =
            """
            update contacts set identifier = :identifier, email = :email, name = :name, phone_number = :phone,
                   custom_attributes = custom_attributes || jsonb_build_object('plan', :plan, 'seats', :seats), updated_at = :now
            where id = :id
            """;
    private static final String INSERT =
            """
            with new as (
                insert into contacts (account_id, identifier, email, name, phone_number, custom_attributes, contact_type,
                                      created_at, updated_at)
                values (1, :identifier, :email, :name, :phone, jsonb_build_object('plan', :plan, 'seats', :seats), 1, :now, :now)
                returning id)
            insert into contact_inboxes (contact_id, inbox_id, source_id, pubsub_token, created_at, updated_at)
            select id, 1, :source_id, :token, :now, :now from new
            """;
    private static final String FIND =
            """
            select c.id, c.identifier, c.email, c.name, c.phone_number as phone, c.custom_attributes ->> 'plan' as plan,
                   c.custom_attributes ->> 'seats' as seats
            from contact_inboxes l join contacts c on c.id = l.contact_id
            where l.inbox_id = 1 and l.source_id = ?
            """;

    private PlainJob() {}

    /** Arguments: JDBC URL, {@code update} or {@code upsert}, file. */
    public static void main(String[] arguments) throws Exception {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            com.zaxxer.hikari.HikariDataSource source = new com.zaxxer.hikari.HikariDataSource();
            source.setJdbcUrl(arguments[0] + "?currentSchema=public,contact_import&reWriteBatchedInserts=true");
            source.setUsername("postgres");
            context.registerBean("dataSource", DataSource.class, () -> source);
            context.register(Batch.class);
            context.refresh();
            Job job = job(
                    context.getBean(JobRepository.class),
                    context.getBean(PlatformTransactionManager.class),
                    source,
                    arguments[1].equals("upsert"),
                    Path.of(arguments[2]));
            context.getBean(JobOperator.class).start(
                    job, new JobParametersBuilder().addLong("at", System.nanoTime()).toJobParameters());
        }
    }

    /** What Boot would set up. */
    @Configuration(proxyBeanMethods = false)
    @EnableBatchProcessing
    @EnableJdbcJobRepository
    static class Batch {
        @Bean
        JdbcTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }
    }

    private static Job job(
            JobRepository repository, PlatformTransactionManager transactions, DataSource source, boolean upsert, Path file) {
        return new JobBuilder("plain", repository)
                .start(new StepBuilder("lines", repository)
                        .<Map<String, String>, Map<String, Object>>chunk(1_000)
                        .transactionManager(transactions)
                        .reader(reader(file))
                        .processor(processor(new JdbcTemplate(source), upsert))
                        .writer(writer(source, upsert))
                        .build())
                .build();
    }

    private static FlatFileItemReader<Map<String, String>> reader(Path file) {
        return new FlatFileItemReaderBuilder<Map<String, String>>()
                .name("lines")
                .resource(new FileSystemResource(file))
                .linesToSkip(1)
                .delimited()
                .names(COLUMNS)
                .fieldSetMapper(fields -> {
                    Map<String, String> line = new HashMap<>();
                    for (String column : COLUMNS) {
                        line.put(column, fields.readString(column));
                    }
                    return line;
                })
                .build();
    }

    private static ItemProcessor<Map<String, String>, Map<String, Object>> processor(JdbcTemplate jdbc, boolean upsert) {
        return line -> {
            if (!line.get("email").contains("@")) {
                return null;
            }
            List<Map<String, Object>> found = jdbc.queryForList(FIND, line.get("source_id"));
            Map<String, Object> write = new HashMap<>(line);
            write.put("now", Timestamp.from(Instant.now()));
            write.put("token", UUID.randomUUID().toString());
            if (found.isEmpty()) {
                return upsert ? write : null;
            }
            write.put("id", found.get(0).get("id"));
            return changes(line, found.get(0)) ? write : null;
        };
    }

    private static boolean changes(Map<String, String> line, Map<String, Object> stored) {
        return stored.entrySet().stream()
                .anyMatch(e -> !e.getKey().equals("id") && !line.get(e.getKey()).equals(e.getValue()));
    }

    private static ItemWriter<Map<String, Object>> writer(DataSource source, boolean upsert) {
        var writer = new JdbcBatchItemWriterBuilder<Map<String, Object>>()
                .namedParametersJdbcTemplate(new NamedParameterJdbcTemplate(source))
                .sql(upsert ? INSERT : UPDATE)
                .itemSqlParameterSourceProvider(MapSqlParameterSource::new)
                .build();
        writer.afterPropertiesSet();
        return writer;
    }
}
