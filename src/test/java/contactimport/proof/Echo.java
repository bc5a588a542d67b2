package contactimport.proof;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** An engine that does what the reference says, with ids and times of its own: the proof must find nothing to object to. */
final class Echo implements Engine {

    private final World world;
    private final WorldDatabase database;

    Echo(World world, WorldDatabase database) {
        this.world = world;
        this.database = database;
    }

    @Override
    public EngineResult run(DataSource db, Path file, RunShape shape) throws Exception {
        Reference.Result result = Reference.run(database.read(), world.lines(), shape.csv(), shape.settings());
        database.load(tables(result.tables(), database.defaults(), database.afterwards()));
        return lines(result.lines(), WorldFile.of(world).starts());
    }

    private static long real(long id) {
        return id < 0 ? 200_000 - id : id;
    }

    /** The tables as a database would have them. */
    static Tables tables(Tables expected, Map<String, Row> defaults, String now) {
        Tables tables = new Tables();
        long nextLink = 300_000;
        for (String table : expected.names()) {
            for (Row row : expected.rows(table)) {
                boolean made = row.id() == null || row.id() < 0;
                Row copy = made ? defaults.getOrDefault(table, new Row()).copy() : new Row();
                for (Map.Entry<String, Object> e : row.entrySet()) {
                    copy.put(e.getKey(), actual(e.getKey(), e.getValue(), now));
                }
                if (row.id() == null) {
                    copy.put("id", nextLink++);
                }
                tables.add(table, copy);
            }
        }
        return tables;
    }

    private static Object actual(String column, Object value, String now) {
        if (Reference.NOW.equals(value)) {
            return now;
        } else if (Reference.GENERATED.equals(value)) {
            return UUID.randomUUID().toString();
        }
        return value instanceof Long id ? (Object) real(id) : value;
    }

    static EngineResult lines(List<LineResult> expected, List<Long> starts) {
        Map<Long, LineResult> lines = new LinkedHashMap<>();
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            LineResult line = expected.get(i);
            if (line != null) {
                Long contact = line.hasContact() ? (Long) real(line.contact()) : null;
                lines.put(starts.get(i), new LineResult(line.outcome(), line.codes(), line.warnings(), contact));
                counts.merge(line.outcome(), 1L, Long::sum);
            }
        }
        String status = counts.containsKey("rejected") ? "completed_with_rejects" : "completed";
        return new EngineResult(status, lines.size(), counts.getOrDefault("unchanged", 0L), lines);
    }
}
