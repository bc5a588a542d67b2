package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import contactimport.OwnJvm;
import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file three times as large as the heap, through every step, in a JVM of its own. */
@ExtendWith(PostgresExtension.class)
class FlatHeapIT {

    private static final int HEAP_MB = 80;
    private static final int ROWS = 16_000;
    private static final int NOTE_CHARS = 16_000;

    @TempDir
    Path dir;

    private final TestDatabase db;

    FlatHeapIT(TestDatabase db) {
        this.db = db.withPeople();
    }

    @Test
    void memory_does_not_grow_with_the_file() throws Exception {
        Path file = file();
        assertThat(Files.size(file)).isGreaterThan(3L * HEAP_MB << 20);
        List<String> command =
                OwnJvm.command("contactimport.cli.Main", "-Xmx" + HEAP_MB + "m", "-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of(
                "import",
                "--accept=rejects",
                "--report-dir=" + dir.resolve("reports"),
                "--db-url=" + db.url(),
                "--db-user=" + db.target().user(),
                file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(dir.resolve("output")))
                .isZero();
        assertThat(db.sql("select (summary ->> 'read')::int as read, (summary ->> 'updated')::int as updated,"
                        + " (summary ->> 'rejected')::int as rejected from contact_import.run"))
                .containsExactly(java.util.Map.of("read", ROWS, "updated", ROWS / 20, "rejected", ROWS - ROWS / 20));
    }

    /** Most lines find nobody and come back whole in the reject file; every twentieth changes a contact. */
    private Path file() throws IOException {
        Path file = dir.resolve("large.csv");
        String note = "n".repeat(NOTE_CHARS);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("inbox_identifier,contact_identifier,custom_attributes.no,custom_attributes.note\n");
            for (int i = 0; i < ROWS; i++) {
                String contact = i % 20 == 0 ? "demo-crm-bruno" : "nobody-" + i;
                out.write("demo-lantern-crm," + contact + "," + i + "," + note + "\n");
            }
        }
        return file;
    }
}
