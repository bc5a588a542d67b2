package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1CronJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** Holds the files for schedulers to the program, and to what their schedulers take. */
class DeployTest {

    private static final Path DEPLOY = Path.of("config/deploy");

    /** Variables that are no options. */
    private static final Set<String> SECRETS =
            Set.of("CONTACT_IMPORT_DB_PASSWORD_FILE", "CONTACT_IMPORT_NOTIFY_SECRET_FILE");

    @Test
    void every_command_line_is_one_that_the_program_takes() throws Exception {
        List<List<String>> lines = new ArrayList<>(List.of(kubernetesArguments(), composeArguments()));
        lines.addAll(shellArguments("contact-import.service"));
        lines.addAll(shellArguments("contact-import.crontab"));
        assertThat(lines).hasSize(5);
        for (List<String> line : lines) {
            CommandLine command = Options.commands().get(line.get(0));
            assertThat(command).as(line.get(0)).isNotNull();
            command.setCaseInsensitiveEnumValuesAllowed(true);
            List<String> given = line.stream()
                    .skip(1)
                    .filter(argument -> !argument.startsWith("--log-format="))
                    .toList();
            assertThat(command.parseArgs(given.toArray(String[]::new)).unmatched())
                    .isEmpty();
        }
    }

    @Test
    void every_variable_is_an_option_or_a_secret_and_none_opens_the_demo() throws Exception {
        Set<String> options = new TreeSet<>(SECRETS);
        Options.byProperty()
                .keySet()
                .forEach(p -> options.add("CONTACT_IMPORT_" + p.toUpperCase().replace('-', '_')));
        for (Path file : files()) {
            String text = Files.readString(file);
            Matcher variables = Pattern.compile("CONTACT_IMPORT_[A-Z_]+").matcher(text);
            List<String> named = variables.results().map(r -> r.group()).toList();
            assertThat(options).as(file.toString()).containsAll(named);
            if (file.toString().matches(".*(service|crontab|yaml)")) {
                assertThat(text).containsPattern("CONTACT_IMPORT_EMBEDDED(=|: |\\s+value: )never");
                assertThat(text).containsIgnoringCase("lock").contains("xit 6", "rerun last", "--supersede");
            }
        }
    }

    @Test
    void the_units_have_what_systemd_asks_of_them() throws Exception {
        assumeTrue(
                Stream.of("/usr/bin", "/bin").anyMatch(d -> Files.isExecutable(Path.of(d, "systemd-analyze"))),
                "there is no systemd-analyze here");
        Process verify = new ProcessBuilder(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        DEPLOY.resolve("contact-import.service")
                                .toAbsolutePath()
                                .toString(),
                        DEPLOY.resolve("contact-import.timer").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes());
        assertThat(verify.waitFor(5, TimeUnit.MINUTES)).isTrue();
        // It may have something to say about the machine too.
        assertThat(said).doesNotContain("contact-import.");
    }

    @Test
    void the_exit_codes_of_the_unit_are_those_that_need_no_person() throws Exception {
        String unit = Files.readString(DEPLOY.resolve("contact-import.service"));
        assertThat(unit)
                .contains(
                        "\nSuccessExitStatus=3 143\n",
                        "\nRestart=on-failure\n",
                        "\nRestartPreventExitStatus=1 2 4 6\n");
        assertThat(keys(unit)).doesNotHaveDuplicates();
    }

    @Test
    void the_cron_job_is_one_that_the_api_of_kubernetes_takes() throws Exception {
        assertThatCode(() -> V1CronJob.validateJsonElement(cronJob())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"startingDeadlineSeconds, startingDeadlineSecond", "containers, container", "onExitCodes, onExitCode"})
    void a_slip_in_the_cron_job_would_be_found(String name, String slip) throws Exception {
        String slipped = cronJob().toString().replace('"' + name + '"', '"' + slip + '"');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> V1CronJob.validateJsonElement(JsonParser.parseString(slipped)))
                .withMessageContaining(slip);
    }

    private static JsonElement cronJob() throws IOException {
        return new Gson().toJsonTree(yaml("cronjob.yaml"));
    }

    /** What the schema leaves open. */
    @Test
    void the_cron_job_runs_one_at_a_time_and_knows_the_exit_codes() throws Exception {
        Map<String, Object> job = yaml("cronjob.yaml");
        assertThat(job).containsEntry("apiVersion", "batch/v1").containsEntry("kind", "CronJob");
        Map<String, Object> spec = map(job, "spec");
        assertThat(spec).containsEntry("concurrencyPolicy", "Forbid");
        assertThat(String.valueOf(spec.get("schedule"))).matches("(\\S+ ){4}\\S+");
        Map<String, Object> run = map(map(spec, "jobTemplate"), "spec");
        Map<String, Object> pod = map(map(run, "template"), "spec");
        // A policy on exit codes is refused with any other.
        assertThat(pod).containsEntry("restartPolicy", "Never");
        Map<String, Object> container = list(pod, "containers").get(0);
        for (Map<String, Object> rule : list(map(run, "podFailurePolicy"), "rules")) {
            assertThat(String.valueOf(rule.get("action"))).matches("FailJob|Ignore|Count|FailIndex");
            if (rule.containsKey("onExitCodes")) {
                assertThat(map(rule, "onExitCodes"))
                        .containsEntry("containerName", container.get("name"))
                        .containsEntry("operator", "In")
                        .containsEntry("values", List.of(1, 2, 4, 6));
            }
        }
        assertThat(list(container, "env")).allSatisfy(v -> assertThat(v).containsOnlyKeys("name", "value"));
        assertThat(list(container, "volumeMounts"))
                .extracting(mount -> mount.get("name"))
                .containsExactlyInAnyOrderElementsOf(
                        list(pod, "volumes").stream().map(v -> v.get("name")).toList());
    }

    @Test
    void the_compose_file_names_only_secrets_that_it_has() throws Exception {
        Map<String, Object> compose = yaml("compose.yaml");
        assertThat(compose.keySet()).isSubsetOf("name", "services", "secrets", "volumes", "networks");
        Map<String, Object> service = map(map(compose, "services"), "contact-import");
        assertThat(service.keySet())
                .isSubsetOf(
                        "image",
                        "build",
                        "profiles",
                        "restart",
                        "stop_grace_period",
                        "read_only",
                        "cap_drop",
                        "security_opt",
                        "command",
                        "environment",
                        "secrets",
                        "volumes",
                        "tmpfs");
        assertThat(map(compose, "secrets").keySet())
                .containsExactlyInAnyOrderElementsOf(((List<?>) service.get("secrets"))
                        .stream().map(String::valueOf).toList());
        map(service, "environment").forEach((name, value) -> {
            if (name.endsWith("_FILE")) {
                assertThat(map(compose, "secrets"))
                        .containsKey(String.valueOf(value).replace("/run/secrets/", ""));
            }
        });
    }

    @Test
    void the_alerts_ask_for_metrics_that_there_are() throws Exception {
        String alerts = Files.readString(DEPLOY.resolve("alerts.yml"));
        String metrics = metrics();
        List<String> asked = Pattern.compile("contact_import_[a-z_]+")
                .matcher(alerts)
                .results()
                .map(r -> r.group())
                .distinct()
                .toList();
        assertThat(asked)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(metrics).contains("# TYPE " + name + " "));
        assertThat(list(list(yaml("alerts.yml"), "groups").get(0), "rules"))
                .allSatisfy(rule -> assertThat(rule).containsKeys("alert", "expr", "annotations"));
    }

    /** As a scrape has them at the end of a command. */
    private static String metrics() {
        var prometheus = new io.micrometer.prometheusmetrics.PrometheusMeterRegistry(
                io.micrometer.prometheusmetrics.PrometheusConfig.DEFAULT);
        RunMetrics metrics = new RunMetrics(prometheus, "import", "crm", 0);
        metrics.finish(0, 1000);
        // These two come with the first run.
        return prometheus.scrape()
                + "# TYPE contact_import_lines gauge\n# TYPE contact_import_partition_position gauge\n";
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY)) {
            return files.sorted().toList();
        }
    }

    private static List<List<String>> shellArguments(String file) throws IOException {
        String text = Files.readString(DEPLOY.resolve(file))
                .replaceAll("(?m)^#.*$", "")
                .replace("\\\n", " ");
        return Pattern.compile("(?m)contact-import\\.jar (.*?)( > /dev/null)?$")
                .matcher(text)
                .results()
                .map(r -> Arrays.asList(r.group(1).strip().split("\\s+")))
                .toList();
    }

    private static List<String> kubernetesArguments() throws IOException {
        Map<String, Object> run = map(map(map(yaml("cronjob.yaml"), "spec"), "jobTemplate"), "spec");
        return strings(
                list(map(map(run, "template"), "spec"), "containers").get(0).get("args"));
    }

    private static List<String> composeArguments() throws IOException {
        return strings(
                map(map(yaml("compose.yaml"), "services"), "contact-import").get("command"));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static List<String> keys(String unit) {
        return unit.lines()
                .filter(line -> line.matches("[A-Z][A-Za-z]+=.*") && !line.matches("(Environment|LoadCredential)=.*"))
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict)).load(Files.readString(DEPLOY.resolve(file)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.get(name);
    }
}
