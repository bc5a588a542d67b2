package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSharingIT {

    @TempDir
    static Path home;

    @Test
    void processes_share_one_server_and_the_last_one_stops_it() throws Exception {
        EmbeddedDatabase ours = EmbeddedDatabase.open(home);
        long server = serverPid();
        EmbeddedUser other = EmbeddedUser.of(home);
        assertThat(serverPid()).isEqualTo(server);
        ours.close();
        assertThat(serverPid()).isEqualTo(server);
        other.close();
        assertThat(Postmaster.of(home.resolve("data"))).isEmpty();
    }

    @Test
    void a_process_that_is_killed_leaves_the_server_to_the_next() throws Exception {
        EmbeddedUser other = EmbeddedUser.of(home);
        long server = serverPid();
        other.kill();
        assertThat(serverPid()).isEqualTo(server);
        try (EmbeddedDatabase ours = EmbeddedDatabase.open(home)) {
            assertThat(ours.target()).isNotNull();
            assertThat(serverPid()).isEqualTo(server);
        }
        assertThat(Postmaster.of(home.resolve("data"))).isEmpty();
    }

    private static long serverPid() throws Exception {
        Postmaster postmaster = Postmaster.of(home.resolve("data")).orElseThrow();
        assertThat(postmaster.alive()).isTrue();
        return postmaster.pid();
    }
}
