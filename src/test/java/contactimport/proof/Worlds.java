package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import contactimport.proof.Settings.IdentifierUse;
import contactimport.proof.Settings.Mode;
import contactimport.proof.Settings.OnConflict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small worlds full of collisions, from a seed; and worlds as text, so that a failing one can be pasted into a test. */
final class Worlds {

    private Worlds() {}

    /** Always the same world for the same seed. */
    static World random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        QuietFiles quiet = new QuietFiles(seed);
        Tables tables = quiet.tables(new RandomTables(random).make());
        boolean csv = random.nextBoolean();
        Settings settings = quiet.settings(new RandomSettings(random).make(tables));
        List<Line> lines = quiet.lines(new RandomLines(random, tables, settings, csv).make(), tables, settings);
        RandomChoices choices = new RandomChoices(seed);
        Settings chosen = choices.settings(settings);
        List<Line> all = choices.lines(lines, chosen);
        int chunk = pick(random, 1, 2, 3, 7, 1000);
        int threads = pick(random, 1, 2);
        int partitions = pick(random, 1, 2, 5, 32);
        return new World(tables, all, csv, random.nextInt(4) == 0, chosen, chunk, threads, partitions);
    }

    private static int pick(SplittableRandom random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A test that fails again: paste it as it is. */
    static String asTest(World world, List<String> differences) {
        StringBuilder text = new StringBuilder("@Test\nvoid a_world_that_failed() throws Exception {\n");
        differences.stream()
                .limit(10)
                .forEach(d ->
                        text.append("    // ").append(d.replace("\n", "\\n")).append('\n'));
        text.append("    assertThat(proof.differences(Worlds.parse(\"\"\"\n");
        print(world)
                .lines()
                .forEach(
                        line -> text.append("            ").append(escape(line)).append('\n'));
        return text.append("            \"\"\"))).isEmpty();\n}").toString();
    }

    private static String escape(String line) {
        return line.replace("\\", "\\\\").replace("\"\"\"", "\"\"\\\"");
    }

    /** One line for the settings, one for each row, one for each line of the file. */
    static String print(World world) {
        StringBuilder text = new StringBuilder(settings(world)).append('\n');
        for (String table : world.tables().names()) {
            for (Row row : world.tables().rows(table)) {
                text.append(table).append(' ').append(Json.ascii(row)).append('\n');
            }
        }
        for (Line line : world.lines()) {
            boolean patch = line.kind() == Line.Kind.PATCH;
            text.append(
                            patch
                                    ? "line " + Json.ascii(line.fields())
                                    : line.kind().name())
                    .append('\n');
        }
        return text.toString();
    }

    private static String settings(World world) {
        Settings s = world.settings();
        return String.join(
                " ",
                world.csv() ? "csv" : "jsonl",
                world.crlf() ? "crlf" : "lf",
                "mode=" + s.mode(),
                "match=" + String.join(",", s.match()),
                "on-conflict=" + s.onConflict(),
                "identifier=" + s.identifier(),
                "hmac=" + s.hmac(),
                "hmac-bind=" + s.hmacBind(),
                "trim=" + s.trim(),
                "inbox=" + (s.inbox() == null ? "" : s.inbox()),
                "account=" + (s.account() == null ? "" : s.account()),
                "chunk=" + world.chunk(),
                "threads=" + world.threads(),
                "partitions=" + world.partitions(),
                "clear=" + (s.clearToken() == null ? "" : s.clearToken()),
                "policies=" + policies(s));
    }

    private static String policies(Settings settings) {
        List<String> policies = new ArrayList<>();
        settings.policies().forEach((field, policy) -> policies.add(field + ":" + policy));
        return String.join(",", policies);
    }

    private static Settings choices(Settings settings, String[] head) {
        if (head.length < 16) {
            return settings; // printed before there were any
        }
        Map<String, String> policies = new LinkedHashMap<>();
        for (String policy : value(head, 15).split(",")) {
            if (!policy.isEmpty()) {
                policies.put(policy.split(":")[0], policy.split(":")[1]);
            }
        }
        return settings.withClearToken(value(head, 14).isEmpty() ? null : value(head, 14))
                .withPolicies(policies);
    }

    /** Reads what {@link #print} wrote. */
    static World parse(String text) {
        List<String> rest = new ArrayList<>(text.strip().lines().toList());
        String[] head = rest.remove(0).split(" ");
        Tables tables = new Tables();
        List<Line> lines = new ArrayList<>();
        for (String row : rest) {
            String[] words = row.split(" ", 2);
            if (words.length == 1) {
                lines.add(Line.of(Line.Kind.valueOf(row)));
            } else if (words[0].equals("line")) {
                lines.add(Line.patch(Json.object(words[1])));
            } else {
                tables.add(words[0], new Row(Json.object(words[1])));
            }
        }
        Settings settings = new Settings(
                Mode.valueOf(value(head, 2)),
                List.of(value(head, 3).split(",")),
                OnConflict.valueOf(value(head, 4)),
                IdentifierUse.valueOf(value(head, 5)),
                Hmac.valueOf(value(head, 6)),
                Boolean.parseBoolean(value(head, 7)),
                Boolean.parseBoolean(value(head, 8)),
                value(head, 9).isEmpty() ? null : value(head, 9),
                value(head, 10).isEmpty() ? null : (Long) Long.parseLong(value(head, 10)));
        settings = choices(settings, head);
        int[] shape = {number(head, 11), number(head, 12), number(head, 13)};
        return new World(
                tables, lines, head[0].equals("csv"), head[1].equals("crlf"), settings, shape[0], shape[1], shape[2]);
    }

    private static String value(String[] head, int at) {
        return head[at].substring(head[at].indexOf('=') + 1);
    }

    private static int number(String[] head, int at) {
        return Integer.parseInt(value(head, at));
    }

    /** What HMAC a channel of the world expects for a text; a channel without a token expects none. */
    static String hash(Map<String, Object> channel, String text) {
        Object token = channel.get("hmac_token");
        return token == null ? "0".repeat(64) : Texts.hmac((String) token, text);
    }
}
