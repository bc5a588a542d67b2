package contactimport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.store.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything that comes from people or is secret carries a mark; with every logger at its loudest the mark is nowhere. */
@ExtendWith(PostgresExtension.class)
class LogsIT {

    private static final String MARK = "Zanzibar";
    private static final String PHONE = "+4915998877665";
    private static final String TOKEN = "Zanzibar-token-4711";

    @TempDir
    Path dir;

    @Test
    void no_value_token_or_password_is_logged_at_any_level(@PostgresExtension.Fresh TestDatabase db) throws Exception {
        db.withPeople();
        db.sql("update channel_api set hmac_token = ? where identifier = 'demo-lantern-crm'", TOKEN);
        db.sql("update contacts set identifier = 'Zanzibar-7' where id = 2");
        db.sql("""
                create function refuse() returns trigger language plpgsql as $$
                begin
                    if new.name like '%trap%' then
                        raise exception 'the row % is refused', new using detail = new::text, hint = new.name;
                    end if;
                    return new;
                end $$""");
        db.sql("create trigger refuse before update on contacts for each row execute function refuse()");
        OtherProcess process = OtherProcess.start(
                dir,
                loud(db.target()),
                "import",
                "--debug",
                file().toString(),
                "--report-dir",
                dir.resolve("reports").toString());
        assertThat(process.exit()).as(process.err()).isEqualTo(3);
        String all = process.out() + process.err();
        assertThat(all)
                .contains("DEBUG c.z.h.pool", "DATABASE_REFUSED, 1 line", "EMAIL_INVALID, 1 line")
                .containsPattern("updated +1\n")
                .doesNotContainIgnoringCase(MARK)
                .doesNotContain(PHONE, PHONE.substring(1), hash(), "5998877");
    }

    private Path file() throws IOException {
        return Files.writeString(dir.resolve("contacts.csv"), """
                inbox_identifier,contact_identifier,identifier,identifier_hash,name,email,phone_number,custom_attributes.Zanzibar-key,custom_attributes,additional_attributes.city
                demo-lantern-crm,demo-crm-bruno,Zanzibar-7,%s,Zanzibar name,zanzibar@example.com,%s,Zanzibar attribute,"{""Zanzibar"": ""Zanzibar""}",Zanzibar city
                demo-lantern-crm,demo-crm-bruno,,,Zanzibar,zanzibar at example,%s,Zanzibar,,
                demo-lantern-crm,demo-crm-greta,,,Zanzibar trap,,,Zanzibar,,Zanzibar
                demo-lantern-crm,Zanzibar-nobody,,,Zanzibar,,,Zanzibar,,Zanzibar
                Zanzibar-inbox,Zanzibar-nobody,,,Zanzibar,,,Zanzibar,,Zanzibar
                """.formatted(hash(), PHONE, PHONE));
    }

    private static String hash() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TOKEN.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("Zanzibar-7".getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody wants to know everything: every logger at TRACE, and those of the driver at FINEST, by name too. */
    private Map<String, String> loud(Target target) throws IOException {
        Path logback = Files.writeString(dir.resolve("logback.xml"), """
                <configuration>
                  <appender name="err" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>%level %logger{20}: %msg%n%ex</pattern></encoder>
                  </appender>
                  <root level="TRACE"><appender-ref ref="err"/></root>
                </configuration>
                """);
        Path driver = Files.writeString(dir.resolve("logging.properties"), """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=ALL
                .level=ALL
                org.postgresql.level=FINEST
                org.postgresql.core.v3.QueryExecutorImpl.level=FINEST
                org.postgresql.core.v3.ConnectionFactoryImpl.level=FINEST
                """);
        Path config = Files.writeString(dir.resolve("application.yml"), """
                spring:
                  datasource:
                    url: "%s"
                    username: "%s"
                    password: Zanzibar-password
                """.formatted(target.url(), target.user()));
        return Map.of(
                "SPRING_CONFIG_LOCATION",
                config.toUri().toString(),
                "JAVA_TOOL_OPTIONS",
                "-Dlogback.configurationFile=" + logback + " -Djava.util.logging.config.file=" + driver);
    }
}
