package contactimport.patch;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Checked;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.source.FileFault;
import contactimport.source.Header;
import contactimport.source.SourceRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column or member means which field: by our own names, or as a mapping file says. Immutable.
 *
 * <pre>
 * column " E-Mail"? → FileFault: did you mean email?   (column names match trimmed, in any case)
 * column "Email"    → email
 * member "Email"    → UNKNOWN_FIELD: did you mean email?   (members match exactly)
 * </pre>
 */
public final class ColumnMapping {

    private final List<Target> columns;
    private final @Nullable MappedColumns mapped;
    private final Map<String, Integer> places;
    private final Set<String> usedMembers;
    private final Clearing clearing;
    private final Treatment treatment;

    private ColumnMapping(List<Target> columns, Clearing clearing) {
        this.columns = columns;
        this.clearing = clearing;
        mapped = null;
        places = Map.of();
        usedMembers = Set.of();
        treatment = Treatment.NONE;
    }

    private ColumnMapping(List<Target> columns, MappedColumns mapped, Map<String, Integer> places, Clearing clearing) {
        Mapping.Parts mapping = mapped.mapping();
        this.columns = columns;
        this.mapped = mapped;
        this.places = places;
        this.clearing = clearing;
        usedMembers = new HashSet<>(MappedHeader.usedNames(mapping));
        treatment = Treatment.of(mapping.fields().values());
    }

    /**
     * For the columns of a CSV file; for JSON Lines, where every line names its own members, the header has none.
     *
     * @throws FileFault if a column has no name, is not known, or comes twice, or if one is missing without which every line
     *     would be refused, or that the mapping needs
     */
    public static ColumnMapping of(Header header, Rules rules, MappingChoice choice) {
        if (choice.mapping() != null) {
            return mapped(header, rules, choice, choice.mapping());
        }
        Clearing clearing = Clearing.of(choice.clearToken(), List.of(), Treatment.NONE, rules);
        return new ColumnMapping(
                header.names().isEmpty() ? List.of() : new HeaderCheck(header).targets(rules), clearing);
    }

    /** The same for columns of our own names. */
    public static ColumnMapping of(Header header, Rules rules) {
        return of(header, rules, MappingChoice.NONE);
    }

    /**
     * The same where no column is missed.
     *
     * @throws FileFault if a column has no name, is not known, or comes twice
     */
    public static ColumnMapping of(Header header) {
        return new ColumnMapping(
                header.names().isEmpty() ? List.of() : new HeaderCheck(header).targets(), Clearing.NONE);
    }

    private static ColumnMapping mapped(Header header, Rules rules, MappingChoice choice, Mapping mapping) {
        DeriveKey key = choice.deriveKey();
        if (mapping.derives() && key == null) {
            throw new FileFault(
                    "mapping " + mapping.name()
                            + " derives contact_identifier, which needs a key that you keep: name its file by --derive-key-file.");
        }
        Derivation derivation =
                record -> requireNonNull(key).sourceId(mapping.parts().source(), record);
        boolean csv = !header.names().isEmpty();
        MappedHeader found = new MappedHeader(header, mapping);
        List<FieldRule> fields =
                csv ? found.rules() : List.copyOf(mapping.parts().fields().values());
        List<Target> own = found.own();
        if (csv) {
            List<Target> targets = new ArrayList<>(own);
            fields.forEach(rule -> targets.add(rule.target()));
            new HeaderCheck(header).require(targets, rules);
        }
        // Also those of columns that are not there: a key can come in the object too.
        var all = mapping.parts().fields().values();
        Clearing clearing = Clearing.of(choice.clearToken(), all, Treatment.of(all), rules);
        return new ColumnMapping(own, new MappedColumns(mapping, fields, derivation), found.places(), clearing);
    }

    /** The index of a field's column, or -1 if there is none. */
    public int column(TextField field) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).text() == field) {
                return i;
            }
        }
        return -1;
    }

    /** The patch of a row, or why the row cannot be read or understood. */
    public Checked<ContactPatch> from(SourceRow row) {
        return row.record().then(record -> record.fold(this::ofCells, this::ofMembers));
    }

    private Checked<ContactPatch> ofCells(List<String> cells) {
        if (mapped == null) {
            return own(cells).patch();
        }
        return mapped.taken(Expression.Cells.of(places, cells)).then(taken -> {
            Draft draft = own(cells);
            mapped.fill(draft, taken);
            return draft.patch();
        });
    }

    private Draft own(List<String> cells) {
        Draft draft = new Draft(clearing, treatment);
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            if (Text.isBlank(cell)) {
                draft.blank(columns.get(i), cell);
            } else {
                draft.cell(columns.get(i), cell);
            }
        }
        return draft;
    }

    private Checked<ContactPatch> ofMembers(Map<String, @Nullable Object> members) {
        if (mapped == null) {
            Draft draft = new Draft(clearing, treatment);
            members.forEach(draft::member);
            return draft.patch();
        }
        return mapped.taken(members::get).then(cells -> {
            Draft draft = new Draft(clearing, treatment);
            members.forEach((name, value) -> other(draft, mapped.mapping(), name, value));
            mapped.fill(draft, cells);
            return draft.patch();
        });
    }

    /** A member that the mapping does not look at. */
    private void other(Draft draft, Mapping.Parts parts, String name, @Nullable Object value) {
        if (usedMembers.contains(name) || MappedHeader.isIgnored(parts, name)) {
            return;
        }
        if (MappedHeader.ownMeaning(parts, Target.ofMember(name)) != null) {
            draft.member(name, value);
            return;
        }
        switch (parts.others()) {
            case IGNORE -> {}
            case ATTRIBUTES -> draft.value(new Target(Target.Kind.CUSTOM_KEY, null, name), value);
            case REFUSE -> draft.unmapped(name);
        }
    }
}
