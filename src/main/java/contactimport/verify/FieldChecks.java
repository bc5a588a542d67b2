package contactimport.verify;

import static contactimport.patch.TextField.AVATAR;
import static contactimport.patch.TextField.AVATAR_URL;
import static contactimport.patch.TextField.CONTACT_IDENTIFIER;
import static contactimport.patch.TextField.EMAIL;
import static contactimport.patch.TextField.IDENTIFIER;
import static contactimport.patch.TextField.INBOX_IDENTIFIER;
import static contactimport.patch.TextField.NAME;
import static contactimport.patch.TextField.PHONE_NUMBER;

import contactimport.contact.Attributes;
import contactimport.contact.Checked;
import contactimport.contact.Email;
import contactimport.contact.Field;
import contactimport.contact.Phone;
import contactimport.contact.Phones;
import contactimport.contact.Reason;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import contactimport.patch.ContactPatch;
import contactimport.patch.TextField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The form of one line's fields: all that is wrong is collected. */
final class FieldChecks {

    private final ContactPatch patch;
    private final boolean trim;
    private final @Nullable String country;
    private final List<Reason> reasons;
    private final List<Warning> warnings = new ArrayList<>();

    FieldChecks(ContactPatch patch, Rules rules) {
        this.patch = patch;
        trim = rules.trim();
        country = rules.defaultCountry();
        reasons = new ArrayList<>(patch.faults());
    }

    Checked<VerifiedPatch> patch(Inbox inbox, boolean signed) {
        stored(INBOX_IDENTIFIER);
        VerifiedPatch verified = new VerifiedPatch(
                inbox.id(),
                inbox.accountId(),
                stored(CONTACT_IDENTIFIER),
                stored(IDENTIFIER),
                signed,
                field(NAME, text -> Text.storable(NAME.label(), text)),
                field(EMAIL, Email::parse),
                field(PHONE_NUMBER, this::phone),
                attributes("custom_attributes", patch.custom()),
                attributes("additional_attributes", patch.additional()),
                warnings());
        avatar();
        reasons.sort(Comparator.comparing(Reason::code));
        return reasons.isEmpty() ? Checked.passed(verified) : Checked.failed(reasons);
    }

    /** A text that is kept exactly as it is given. */
    private @Nullable String stored(TextField field) {
        String text = patch.text(field);
        if (text != null) {
            check(Text.storable(field.label(), text));
        }
        return text;
    }

    private <T> Field<T> field(TextField field, Function<String, Checked<T>> parse) {
        String text = patch.text(field);
        return text == null ? Field.keep() : check(parse.apply(trim ? Text.trim(text) : text));
    }

    private Checked<Phone> phone(String text) {
        if (country == null) {
            return Phone.parse(text);
        }
        return Phones.normalise(text, country).map(normalised -> {
            warnings.addAll(normalised.warnings());
            return normalised.phone();
        });
    }

    private Attributes attributes(String field, Attributes attributes) {
        Reason fault = Storable.fault(field, attributes);
        if (fault != null) {
            reasons.add(fault);
        }
        return attributes;
    }

    private void avatar() {
        stored(AVATAR);
        String url = patch.text(AVATAR_URL);
        if (url != null) {
            check(AvatarUrl.parse(url));
        }
    }

    private List<Warning> warnings() {
        Stream.of(AVATAR_URL, AVATAR)
                .filter(field -> patch.text(field) != null)
                .map(field -> new Warning(
                        WarningCode.AVATAR_NOT_STORED, field.label(), "pictures are checked but not stored yet"))
                .forEach(warnings::add);
        return warnings;
    }

    private <T> Field<T> check(Checked<T> checked) {
        return checked.fold(Field::set, faults -> {
            reasons.addAll(faults);
            return Field.keep();
        });
    }
}
