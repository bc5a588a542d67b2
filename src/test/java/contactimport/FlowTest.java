package contactimport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "contactimport", importOptions = ImportOption.DoNotIncludeTests.class)
class FlowTest {

    private static final List<String> FLOW =
            List.of("contact", "source", "patch", "verify", "merge", "store", "report", "job", "cli");

    @ArchTest
    static void imports_point_only_upstream(JavaClasses classes) {
        for (int stage = 0; stage < FLOW.size() - 1; stage++) {
            String[] downstream = FLOW.subList(stage + 1, FLOW.size()).stream()
                    .map(p -> "contactimport." + p + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("contactimport." + FLOW.get(stage) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(downstream)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static void every_class_is_in_a_package_of_the_flow(JavaClasses classes) {
        noClasses()
                .should()
                .resideOutsideOfPackages(
                        FLOW.stream().map(p -> "contactimport." + p + "..").toArray(String[]::new))
                .check(classes);
    }

    @ArchTest
    static void only_job_knows_spring_batch(JavaClasses classes) {
        onlyIn(classes, List.of("job"), "org.springframework.batch..");
    }

    @ArchTest
    static void only_store_and_the_wiring_know_jdbc(JavaClasses classes) {
        onlyIn(classes, List.of("store", "job", "cli"), "java.sql..", "org.postgresql..", "org.springframework.jdbc..");
    }

    @ArchTest
    static void only_cli_knows_picocli_and_the_embedded_database(JavaClasses classes) {
        onlyIn(classes, List.of("cli"), "picocli..", "io.zonky..");
    }

    private static void onlyIn(JavaClasses classes, List<String> rooms, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(r -> "contactimport." + r + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void files_stay_small() throws Exception {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(250);
            }
        }
    }
}
