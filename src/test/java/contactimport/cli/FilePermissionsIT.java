package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.PostgresExtension;
import contactimport.PostgresExtension.Fresh;
import contactimport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What holds personal data is its owner's only, whatever the umask says. */
@ExtendWith(PostgresExtension.class)
class FilePermissionsIT {

    @TempDir
    Path dir;

    @Test
    void reports_rejects_and_what_is_kept_of_stdin_are_closed_under_umask_000(@Fresh TestDatabase db) throws Exception {
        db.withPeople();
        // A row that is locked keeps the run from its end: what came through stdin is still needed.
        db.sql("create function public.no() returns trigger language plpgsql as"
                + " 'begin raise exception using errcode = ''42501''; end'");
        db.sql(
                "create trigger no before update on public.contacts for each row when (old.id = 2) execute function public.no()");
        String program = String.join(
                " ",
                "umask 000; printf '%s' \"$LINES_OF_FILE\" | exec \"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$CP\"",
                Main.class.getName(),
                "import - --home \"$DIR/home\" --report-dir \"$DIR/deep/reports\" --metrics-file \"$DIR/m.prom\" --quiet");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", program).redirectErrorStream(true);
        builder.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CP", System.getProperty("java.class.path"));
        builder.environment().put("DIR", dir.toString());
        builder.environment().put("SPRING_DATASOURCE_URL", db.url());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", db.target().user());
        builder.environment()
                .put(
                        "LINES_OF_FILE",
                        "inbox_identifier,contact_identifier,name,email\n"
                                + "demo-lantern-crm,demo-crm-amina,Amina R.,\n"
                                + "demo-lantern-crm,demo-crm-bruno,Bruno T.,\n"
                                + "demo-lantern-crm,demo-crm-dagny,Dagny H.,no address\n");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isEqualTo(5);

        List<String> kept;
        try (Stream<Path> all = Files.walk(dir)) {
            kept = all.filter(p -> !p.equals(dir) && !p.equals(dir.resolve("m.prom")))
                    .filter(p -> Files.exists(p, LinkOption.NOFOLLOW_LINKS))
                    .map(FilePermissionsIT::described)
                    .toList();
        }
        assertThat(kept).allMatch(it -> it.startsWith("d rwx------ ") || it.startsWith("f rw------- "));
        assertThat(String.join("\n", kept))
                .contains("updated.jsonl", "rejected.csv", "failed.csv", "summary.json", "home/stdin/");
        assertThat(described(dir.resolve("m.prom"))).startsWith("f rw-r--r-- ");
    }

    private static String described(Path path) {
        try {
            return (Files.isDirectory(path) ? "d " : "f ")
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " " + path;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
