package contactimport.patch;

import contactimport.contact.MatchKey;
import contactimport.contact.Rules;
import contactimport.contact.Text;
import contactimport.source.FileFault;
import contactimport.source.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a header can be understood, and whether it has what every line needs. */
final class HeaderCheck {

    private final Header header;

    HeaderCheck(Header header) {
        this.header = header;
    }

    List<Target> targets(Rules rules) {
        List<Target> targets = targets();
        require(targets, rules);
        return targets;
    }

    /** Whether these fields are enough for a line to be applied. */
    void require(List<Target> targets, Rules rules) {
        requireInbox(targets, rules);
        requireMatchKey(targets, rules);
    }

    /** What every column means, without a look at which ones are missing. */
    List<Target> targets() {
        refuseOtherSeparator();
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < header.names().size(); i++) {
            Target target = target(i);
            int earlier = targets.indexOf(target);
            if (earlier >= 0 && target.kind() != Target.Kind.IGNORED) {
                throw fault("columns " + (earlier + 1) + " and " + (i + 1) + " both mean " + Text.label(target.label())
                        + ": remove one of them.");
            }
            targets.add(target);
        }
        return targets;
    }

    private void refuseOtherSeparator() {
        String first = header.names().get(0);
        if (header.names().size() == 1 && (first.indexOf(';') >= 0 || first.indexOf('\t') >= 0)) {
            throw fault("the columns are not separated by commas: save the file with commas.");
        }
    }

    private Target target(int i) {
        String name = header.names().get(i);
        String column = "column " + (i + 1);
        if (Text.isBlank(name)) {
            throw fault(column + " has no name: name it or remove it.");
        }
        Target target = Target.ofColumn(name);
        if (target == null) {
            Presets.like(header).ifPresent(this::refuse);
            String suggestion = Suggestion.forName(name);
            throw fault(column + " \"" + Text.label(name) + "\" is not known: "
                    + (suggestion == null
                            ? "remove it, or name it custom_attributes.KEY to store it."
                            : "did you mean " + suggestion + "?"));
        }
        refuseReserved(column, target);
        return target;
    }

    private void refuseReserved(String column, Target target) {
        String advice = Reserved.advice(target);
        if (advice != null) {
            throw fault(column + " \"" + Text.label(target.label()) + "\": " + advice);
        }
    }

    private void refuse(Presets.Likeness like) {
        String name = like.preset().name();
        throw fault("this looks like an export (" + like.text() + "): import it with contact-import import --mapping "
                + name + " " + header.file());
    }

    private void requireInbox(List<Target> targets, Rules rules) {
        if (rules.inbox() == null && !has(targets, TextField.INBOX_IDENTIFIER)) {
            throw fault("there is no column inbox_identifier: add it, or give the inbox by --inbox.");
        }
    }

    private void requireMatchKey(List<Target> targets, Rules rules) {
        if (rules.match().stream().noneMatch(key -> canHold(targets, key, rules))) {
            String names = rules.match().stream().map(HeaderCheck::column).collect(Collectors.joining(" or "));
            throw fault("there is no column " + names + ": add it, or match by another key with --match.");
        }
    }

    private static boolean canHold(List<Target> targets, MatchKey key, Rules rules) {
        return switch (key.kind()) {
            case SOURCE_ID -> has(targets, TextField.CONTACT_IDENTIFIER);
            case IDENTIFIER -> rules.assignsIdentifier() && has(targets, TextField.IDENTIFIER);
            case EMAIL -> has(targets, TextField.EMAIL);
            case PHONE -> has(targets, TextField.PHONE_NUMBER);
            case ATTRIBUTE ->
                targets.stream()
                        .anyMatch(
                                t -> t.kind() == Target.Kind.CUSTOM || t.label().equals(key.toString()));
        };
    }

    /** The column that holds a match key. */
    private static String column(MatchKey key) {
        return switch (key.kind()) {
            case SOURCE_ID -> TextField.CONTACT_IDENTIFIER.label();
            case PHONE -> TextField.PHONE_NUMBER.label();
            case IDENTIFIER, EMAIL, ATTRIBUTE -> key.toString();
        };
    }

    private static boolean has(List<Target> targets, TextField field) {
        return targets.stream().anyMatch(t -> t.text() == field);
    }

    private FileFault fault(String sentence) {
        return new FileFault(header.file() + ", line " + header.line() + ": " + sentence);
    }
}
