package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import contactimport.proof.Settings.IdentifierUse;
import contactimport.proof.Settings.OnConflict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a failing world small: takes away lines, rows, cells and settings as long as it still fails. */
final class Shrink {

    private final Predicate<World> fails;
    private int tries;

    private Shrink(Predicate<World> fails, int tries) {
        this.fails = fails;
        this.tries = tries;
    }

    /**
     * @param fails whether a world still fails; must hold for {@code world}
     * @param tries how often it may be asked
     */
    static World smallest(World world, Predicate<World> fails, int tries) {
        return new Shrink(fails, tries).shrink(world);
    }

    private World shrink(World world) {
        World smaller = world;
        World last;
        do {
            last = smaller;
            smaller = shrinkLines(smaller);
            smaller = firstThatFails(smaller, shapes(smaller));
            smaller = shrinkRows(smaller);
            smaller = shrinkSettings(smaller);
            smaller = shrinkFields(smaller);
            smaller = shrinkCells(smaller);
        } while (smaller != last && tries > 0);
        return smaller;
    }

    private boolean fails(World world) {
        return tries-- > 0 && fails.test(world);
    }

    private World firstThatFails(World world, List<World> candidates) {
        for (World candidate : candidates) {
            if (fails(candidate)) {
                return candidate;
            }
        }
        return world;
    }

    private World shrinkLines(World world) {
        World smaller = world;
        for (int size = Math.max(1, world.lines().size() / 2); size > 0; size /= 2) {
            for (int from = smaller.lines().size() - size; from >= 0; from -= size) {
                List<Line> lines = new ArrayList<>(smaller.lines());
                lines.subList(from, from + size).clear();
                if (!lines.isEmpty() && fails(smaller.withLines(lines))) {
                    smaller = smaller.withLines(lines);
                    from = Math.min(from, smaller.lines().size());
                }
            }
        }
        return smaller;
    }

    private static List<World> shapes(World world) {
        List<World> shapes = new ArrayList<>();
        if (world.crlf()) {
            shapes.add(world.withCrlf(false));
        }
        for (int[] shape : new int[][] {{1, 1, 1}, {1000, 1, 1}, {world.chunk(), 1, 1}, {world.chunk(), 1, 2}}) {
            World simple = world.withShape(shape[0], shape[1], shape[2]);
            if (simple.equals(world)) {
                break;
            }
            shapes.add(simple);
        }
        return shapes;
    }

    private World shrinkSettings(World world) {
        World smaller = world;
        Settings s = world.settings();
        List<Settings> simpler = new ArrayList<>();
        simpler.add(s.withInbox(null));
        simpler.add(s.withAccount(null));
        simpler.add(s.withClearToken(null));
        simpler.add(s.withPolicies(Map.of()));
        s.policies().forEach((field, policy) -> simpler.add(s.withPolicies(Map.of(field, policy))));
        simpler.add(s.withTrim(true));
        simpler.add(s.withHmac(Hmac.INBOX));
        simpler.add(s.withHmacBind(true));
        simpler.add(s.withIdentifier(IdentifierUse.ASSIGN));
        simpler.add(s.withOnConflict(OnConflict.REJECT));
        simpler.add(s.withMatch(Settings.defaultMatch(s.mode())));
        for (String key : s.match()) {
            simpler.add(s.withMatch(List.of(key)));
        }
        for (Settings one : simpler) {
            if (!one.equals(s) && fails(smaller.withSettings(one))) {
                return smaller.withSettings(one);
            }
        }
        return smaller;
    }

    private World shrinkRows(World world) {
        World smaller = world;
        for (String table : world.tables().names()) {
            for (int i = smaller.tables().rows(table).size() - 1; i >= 0; i--) {
                Tables tables = smaller.tables().copy();
                tables.rows(table).remove(i);
                if (fails(smaller.withTables(tables))) {
                    smaller = smaller.withTables(tables);
                }
            }
        }
        return smaller;
    }

    private World shrinkFields(World world) {
        World smaller = world;
        for (int i = 0; i < smaller.lines().size(); i++) {
            for (String field : List.copyOf(smaller.lines().get(i).fields().keySet())) {
                smaller = firstThatFails(smaller, withoutField(smaller, i, field));
            }
        }
        return smaller;
    }

    private static List<World> withoutField(World world, int at, String field) {
        List<World> candidates = new ArrayList<>();
        Map<String, Object> fields = world.lines().get(at).fields();
        for (Object value : simpler(fields.get(field))) {
            Map<String, Object> changed = new LinkedHashMap<>(fields);
            changed.put(field, value);
            if (value == REMOVED) {
                changed.remove(field);
            }
            List<Line> lines = new ArrayList<>(world.lines());
            lines.set(at, Line.patch(changed));
            candidates.add(world.withLines(lines));
        }
        return candidates;
    }

    private World shrinkCells(World world) {
        World smaller = world;
        for (String table : world.tables().names()) {
            for (int i = 0; i < smaller.tables().rows(table).size(); i++) {
                for (String column :
                        List.copyOf(smaller.tables().rows(table).get(i).keySet())) {
                    if (!column.equals("id")) {
                        smaller = firstThatFails(smaller, withoutCell(smaller, table, i, column));
                    }
                }
            }
        }
        return smaller;
    }

    private static List<World> withoutCell(World world, String table, int at, String column) {
        List<World> candidates = new ArrayList<>();
        for (Object value : simpler(world.tables().rows(table).get(at).get(column))) {
            Tables tables = world.tables().copy();
            tables.rows(table).get(at).put(column, value);
            if (value == REMOVED) {
                tables.rows(table).get(at).remove(column);
            }
            candidates.add(world.withTables(tables));
        }
        return candidates;
    }

    private static final Object REMOVED = new Object();

    /** No value at all, or an object without one of its members. */
    private static List<Object> simpler(Object value) {
        List<Object> simpler = new ArrayList<>();
        simpler.add(REMOVED);
        if (value instanceof Map<?, ?> map && map.size() > 1) {
            for (Object key : map.keySet()) {
                Map<Object, Object> smaller = new LinkedHashMap<>(map);
                smaller.remove(key);
                simpler.add(smaller);
            }
        }
        return simpler;
    }
}
