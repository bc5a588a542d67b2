package contactimport.verify;

import contactimport.contact.Warning;
import contactimport.contact.WarningCode;
import contactimport.patch.Reserved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The custom attributes that the platform's people have defined, by account. An account without any is not checked at all: its
 * attributes are stored as they come. Remembers which keys were warned of: one for each run. Not thread-safe.
 */
public final class Definitions {

    private final Map<Long, Map<String, Definition>> byAccount;
    private final boolean warnsOfUnknown;
    private final Set<String> warned = new HashSet<>();

    /** @param warnsOfUnknown whether a key that is not defined is worth a warning: not if it will be */
    public Definitions(Map<Long, Map<String, Definition>> byAccount, boolean warnsOfUnknown) {
        this.byAccount = new HashMap<>(byAccount);
        this.warnsOfUnknown = warnsOfUnknown;
    }

    public static Definitions none() {
        return new Definitions(Map.of(), false);
    }

    /** Whether anything is defined in the account. */
    boolean has(long account) {
        return byAccount.containsKey(account);
    }

    /** Null if nothing is defined about the key. */
    @Nullable Definition of(long account, String key) {
        return byAccount.getOrDefault(account, Map.of()).get(key);
    }

    /** What is to be said about a key, once a run: later it is null. */
    @Nullable Warning warning(long account, String key) {
        if (Reserved.meant(key) != null) {
            return once(account, key)
                    ? new Warning(
                            WarningCode.ATTRIBUTE_RESERVED,
                            "custom_attributes." + key,
                            "the platform has a field of this name")
                    : null;
        }
        boolean unknown = warnsOfUnknown && byAccount.containsKey(account) && of(account, key) == null;
        return unknown && once(account, key)
                ? new Warning(
                        WarningCode.ATTRIBUTE_UNKNOWN,
                        "custom_attributes." + contactimport.contact.Text.label(key),
                        "account " + account + " has no definition of it; --define-attributes makes one")
                : null;
    }

    private boolean once(long account, String key) {
        return warned.add(account + " " + key);
    }
}
