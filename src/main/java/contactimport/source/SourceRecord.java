package contactimport.source;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A readable record: the cells of a CSV row in the order of the header, or the members of a JSON object. */
public sealed interface SourceRecord {

    <R> R fold(
            Function<? super List<String>, ? extends R> cells,
            Function<? super Map<String, @Nullable Object>, ? extends R> members);

    /** @param cells exactly as many as the header has */
    record Cells(List<String> cells) implements SourceRecord {
        @Override
        public <R> R fold(
                Function<? super List<String>, ? extends R> f,
                Function<? super Map<String, @Nullable Object>, ? extends R> members) {
            return f.apply(cells);
        }
    }

    /** @param members values in the JDK types of {@link contactimport.contact.Attributes} */
    record Members(Map<String, @Nullable Object> members) implements SourceRecord {
        @Override
        public <R> R fold(
                Function<? super List<String>, ? extends R> cells,
                Function<? super Map<String, @Nullable Object>, ? extends R> f) {
            return f.apply(members);
        }
    }
}
