package contactimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        Table table = new Table("ID", "NAME");
        table.row("1", "Œuvre 🚲");
        table.row("200", "b");
        assertThat(printed(table)).isEqualTo("ID   NAME\n1    Œuvre 🚲\n200  b\n");
    }

    @Test
    void control_characters_do_not_reach_the_terminal() {
        Table table = new Table("NAME");
        table.row("red \u001b[31m\nnext\tend");
        assertThat(printed(table)).isEqualTo("NAME\nred ?[31m?next?end\n");
    }

    @Test
    void a_row_has_a_cell_for_every_title() {
        Table table = new Table("A", "B");
        assertThatIllegalArgumentException().isThrownBy(() -> table.row("only one"));
    }

    private static String printed(Table table) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out));
        return out.toString();
    }
}
