package contactimport.patch;

import contactimport.source.Header;
import contactimport.source.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which columns of a CSV file fill which field, for whoever shows the cell that is wrong. */
public final class FieldColumns {

    private FieldColumns() {}

    /**
     * @param header of a file that was imported
     * @param settings of its run: JSON object
     * @return the indexes of the columns by the name of the field; no field without a column
     */
    public static Map<String, Set<Integer>> of(Header header, String settings) {
        Map<String, Set<Integer>> columns = new LinkedHashMap<>();
        Mapping mapping = MappingChoice.NONE.restored(Json.readObject(settings)).mapping();
        if (mapping != null) {
            mapped(header, mapping, columns);
        }
        List<String> names = header.names();
        for (int i = 0; i < names.size(); i++) {
            Target target = Target.ofColumn(names.get(i));
            boolean own = mapping == null || MappedHeader.ownMeaning(mapping.parts(), target) != null;
            if (target != null && own && target.kind() != Target.Kind.IGNORED) {
                columns.computeIfAbsent(target.label(), label -> new TreeSet<>())
                        .add(i);
            }
        }
        return Collections.unmodifiableMap(columns);
    }

    /** The names of the columns that the mapping of the run passes over; none where there is no mapping. */
    public static List<String> leftOut(Header header, String settings) {
        Mapping mapping = MappingChoice.NONE.restored(Json.readObject(settings)).mapping();
        return mapping == null || header.names().isEmpty() ? List.of() : new MappedHeader(header, mapping).leftOut();
    }

    private static void mapped(Header header, Mapping mapping, Map<String, Set<Integer>> columns) {
        MappedHeader found = new MappedHeader(header, mapping);
        mapping.parts()
                .fields()
                .values()
                .forEach(rule -> rule.value().columns().forEach(name -> {
                    Integer at = found.column(name);
                    if (at != null) {
                        columns.computeIfAbsent(rule.target().label(), label -> new TreeSet<>())
                                .add(at);
                    }
                }));
    }
}
