package contactimport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import contactimport.PostgresExtension;
import contactimport.TestDatabase;
import contactimport.cli.CliFixture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page as a browser sees it, from disk. Needs Chromium and its driver on the machine; without them it is left out. */
@ExtendWith(PostgresExtension.class)
class PageInBrowserIT {

    @TempDir
    private static Path dir;

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        Optional<Path> chromium = installed("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = installed("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no Chromium with its driver is installed here");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--window-size=1400,1000");
        options.addArguments("--user-data-dir=" + dir.resolve("profile"));
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build();
        browser = new ChromeDriver(service, options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void nothing_that_the_file_says_is_executed() throws IOException {
        for (String attack : Pages.ATTACKS) {
            show(Pages.page(attack, 3, Pii.FULL));
            assertThat(browser.getTitle())
                    .as(attack)
                    .startsWith(browser.findElement(By.tagName("h1")).getDomProperty("textContent"));
            assertThat(browser.getTitle()).isNotEqualTo("hit");
            assertThat(browser.findElements(By.cssSelector("main img, main script, main b.bold")))
                    .isEmpty();
            assertThat(complaints()).as(attack).isEmpty();
        }
    }

    @Test
    void nothing_is_executed_of_a_file_that_was_imported(TestDatabase database) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String attack : Pages.ATTACKS) {
            String text = JsonText.quoted(attack);
            lines.append(line(
                            "'name':#,'identifier':#,'custom_attributes':{#:{#:[#]}},'additional_attributes':{'city':#}",
                            text))
                    .append(line("'name':#,'email':#,'phone_number':#,'avatar_url':#,'identifier_hash':#", text))
                    .append(line("'email':'<svg/onload=document.title=1>@x.example','custom_attributes':{'k':#}", text))
                    .append(line("#:#", text));
        }
        String name = "<img src=x onerror=document.title='hit'>.jsonl";
        Path file = Files.writeString(dir.resolve(name), lines);
        CliFixture.Result run = new CliFixture(dir)
                .with(database.withPeople().target())
                .run("import", "--mode", "upsert", file.toString(), "--report-dir", dir + "/r");
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        browser.get(report().toUri().toString());
        assertThat(browser.getTitle()).contains("/" + name + " – completed");
        String records = (String) browser.executeScript("return document.getElementById('records').textContent");
        assertThat(records)
                .contains(Pages.ATTACKS.stream()
                        .map(a -> a.replace('\u2029', ' '))
                        .toList());
        String rejects = (String) browser.executeScript("return document.getElementById('rejects').textContent");
        assertThat(rejects).contains(Pages.ATTACKS.get(0), "UNKNOWN_FIELD", "HMAC_INVALID");
        assertThat(browser.findElements(By.cssSelector("main img, main script, main b.bold, main svg[onload]")))
                .isEmpty();
        assertThat(complaints()).isEmpty();
    }

    /** A line of the demo's inbox and of a person of its own, with the text in place of every {@code #}. */
    private static String line(String members, String text) {
        return ("{'inbox_identifier':'demo-lantern-crm','contact_identifier':#," + members + "}\n")
                .replace('\'', '"')
                .replace("#", text);
    }

    private static Path report() throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("r"))) {
            return files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow();
        }
    }

    @Test
    void the_policy_refuses_what_is_not_ours() throws IOException {
        show(Pages.page("f.csv", 3, Pii.FULL)
                .replace(
                        "</main>",
                        "<script>document.title='hit'</script><img src='http://localhost:9/x' alt=''>"
                                + "<p id='styled' style='position:fixed'>x</p></main>"));
        assertThat(browser.getTitle()).isNotEqualTo("hit");
        assertThat(browser.findElement(By.id("styled")).getCssValue("position")).isEqualTo("static");
        assertThat(complaints()).hasSize(3).allMatch(c -> c.contains("Content Security Policy"));
    }

    @Test
    void records_are_searched_filtered_and_shown_by_the_hundred() throws IOException {
        show(Pages.page("f.csv", 400, Pii.FULL));
        assertThat(found()).isEqualTo("100 of 400 records shown.");
        WebElement search = browser.findElement(By.id("search"));
        search.sendKeys("PERSON37@ gold");
        assertThat(found()).isEqualTo("1 of 1 matching records shown.");
        assertThat(lines()).containsExactly("37");
        search.clear();
        search.sendKeys("nobody at all");
        assertThat(found()).isEqualTo("No record matches.");
        search.clear();
        search.sendKeys(" ");
        browser.findElement(By.cssSelector("#outcome option:nth-child(3)")).click();
        assertThat(lines()).containsExactly("50", "100", "150", "200", "250", "300", "350", "400");
        browser.findElement(By.cssSelector("#outcome option:nth-child(1)")).click();
        browser.findElement(By.id("more")).sendKeys(Keys.ENTER);
        assertThat(found()).isEqualTo("200 of 400 records shown.");
        assertThat(browser.switchTo().activeElement().getText())
                .as("where the keyboard is")
                .startsWith("101");
        assertThat(complaints()).isEmpty();
    }

    @Test
    void a_column_is_sorted_by_the_keyboard_and_says_how() throws IOException {
        show(Pages.page("f.csv", 150, Pii.FULL));
        WebElement contact = browser.findElement(By.cssSelector("#table th:nth-child(3)"));
        contact.findElement(By.tagName("button")).sendKeys(Keys.ENTER);
        assertThat(contact.getDomAttribute("aria-sort")).isEqualTo("ascending");
        List<Integer> ids = contacts();
        assertThat(ids).hasSize(100).isSorted();
        contact.findElement(By.tagName("button")).sendKeys(Keys.SPACE);
        assertThat(contact.getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(contacts()).isSortedAccordingTo((a, b) -> b - a);
        WebElement line = browser.findElement(By.cssSelector("#table th:nth-child(1)"));
        assertThat(line.getDomAttribute("aria-sort")).isEqualTo("none");
        line.findElement(By.tagName("button")).sendKeys(Keys.ENTER);
        assertThat(lines()).startsWith("1", "2", "3").hasSize(100);
        assertThat(complaints()).isEmpty();
    }

    @Test
    void nothing_is_wider_than_a_telephone_and_the_dark_is_dark() throws IOException {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 700, "deviceScaleFactor", 1, "mobile", true));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        show(Pages.page("a-file-with-a-very-long-name-that-does-not-end".repeat(5), 5, Pii.FULL));
        assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
                .isEqualTo("rgba(20, 23, 26, 1)");
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    private static void show(String page) throws IOException {
        Path file = Files.writeString(dir.resolve("report.html"), page);
        browser.get(file.toUri().toString());
    }

    /** What the browser has complained about since it was asked last. */
    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    private static String found() {
        return browser.findElement(By.id("found")).getText();
    }

    private static List<String> lines() {
        return texts("td:nth-child(1)");
    }

    private static List<Integer> contacts() {
        return texts("td:nth-child(3) .id").stream().map(Integer::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(String cell) {
        return (List<String>) browser.executeScript(
                "return Array.from(document.querySelectorAll('#table tbody tr:not([hidden]) ' + arguments[0]))"
                        + ".map(e => e.textContent)",
                cell);
    }

    private static Optional<Path> installed(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(room -> Path.of(room, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
