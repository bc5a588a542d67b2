package contactimport.job;

import contactimport.OwnJvm;
import contactimport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program in a process of its own, so that it can be killed, or stopped and continued. */
final class OtherProcess implements AutoCloseable {

    private final TestDatabase db;
    private final Process process;

    private OtherProcess(TestDatabase db, Process process) {
        this.db = db;
        this.process = process;
    }

    static OtherProcess start(TestDatabase db, Path dir, String... arguments) {
        List<String> command = OwnJvm.command("contactimport.cli.Main");
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--report-dir=" + dir.resolve("reports"),
                "--db-url=" + db.url(),
                "--db-user=" + db.target().user()));
        try {
            return new OtherProcess(
                    db,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(dir.resolve("other-process.log").toFile())
                            .start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Polls until the condition is true in the database; fails if the process ends before. */
    void until(String condition) {
        while (!(Boolean) db.value("select " + condition + " from pg_sleep(0.01)")) {
            if (!process.isAlive()) {
                throw new AssertionError(
                        "the other process ended with " + process.exitValue() + " before " + condition);
            }
        }
    }

    /** Polls until the process waits at the gate. */
    void untilAtTheGate() {
        until(Gates.SOMEBODY_WAITS);
    }

    /** As kill -9 does, and then the database has noticed. */
    void kill() {
        process.destroyForcibly();
        end();
        db.sql("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database()"
                + " and backend_type = 'client backend' and wait_event = 'advisory'");
        db.sql("do $$ begin while exists (select from pg_stat_activity where datname = current_database()"
                + " and application_name ~ '^contact-import .*-') loop perform pg_sleep(0.01); perform pg_stat_clear_snapshot();"
                + " end loop; end $$");
    }

    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int end() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        end();
    }
}
