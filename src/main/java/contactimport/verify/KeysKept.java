package contactimport.verify;

import static java.util.Objects.requireNonNull;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;
import contactimport.patch.ContactPatch;
import contactimport.patch.TextField;
import java.util.List;

/**
 * Compares the keys of a corrected line with those of the rejected one: what a spreadsheet has done to them would make it somebody
 * else's line.
 */
public final class KeysKept {

    private static final List<TextField> KEYS =
            List.of(TextField.IDENTIFIER, TextField.CONTACT_IDENTIFIER, TextField.EMAIL, TextField.PHONE_NUMBER);

    private KeysKept() {}

    /** @param original how people are told which line it was, as in {@code line 7 of run 20261122T020000Z-7f3a} */
    public static Checked<ContactPatch> check(ContactPatch corrected, ContactPatch before, String original) {
        List<Reason> reasons = KEYS.stream()
                .filter(key -> isDamaged(before, corrected, key))
                .map(key -> new Reason(
                        Code.SPREADSHEET_DAMAGE,
                        key.label(),
                        "differs from " + original
                                + " as a spreadsheet makes it differ: restore it, or, if it is meant,"
                                + " leave _import_line blank"))
                .toList();
        return reasons.isEmpty() ? Checked.passed(corrected) : Checked.failed(reasons);
    }

    private static boolean isDamaged(ContactPatch before, ContactPatch corrected, TextField key) {
        return before.text(key) != null
                && corrected.text(key) != null
                && SpreadsheetDamage.between(requireNonNull(before.text(key)), requireNonNull(corrected.text(key)));
    }
}
