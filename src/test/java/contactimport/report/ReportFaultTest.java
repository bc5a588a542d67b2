package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportFaultTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), "no space left on device"),
                Arguments.of(new FileSystemException("r", null, "Read-only file system"), "read-only file system"),
                Arguments.of(new AccessDeniedException("r"), "permission denied"),
                Arguments.of(new NotDirectoryException("r"), "r is not a directory"),
                Arguments.of(new NoSuchFileException("r"), "r does not exist"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void the_cause_is_said_in_words(IOException cause, String words) {
        assertThat(ReportFault.of(Path.of("reports/R"), "R", cause))
                .hasMessage("the report cannot be written to reports/R: " + words
                        + "; what the run did stays done and is on record: see to that, or choose another --report-dir,"
                        + " then run report R");
    }
}
