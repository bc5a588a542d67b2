package contactimport.proof;

import contactimport.proof.Settings.Hmac;
import contactimport.proof.Settings.IdentifierUse;
import contactimport.proof.Settings.Mode;
import contactimport.proof.Settings.OnConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Settings drawn at random; the most eventful ones most often. */
final class RandomSettings {

    private static final List<String> KEYS =
            List.of("source-id", "identifier", "email", "phone", "custom_attributes.crm");

    private final SplittableRandom random;

    RandomSettings(SplittableRandom random) {
        this.random = random;
    }

    Settings make(Tables tables) {
        Mode mode = random.nextInt(5) < 2 ? Mode.UPDATE : Mode.UPSERT;
        int policy = random.nextInt(20);
        int hmac = random.nextInt(20);
        List<Row> channels = tables.rows("channel_api");
        Row channel = channels.get(random.nextInt(channels.size()));
        Settings settings = new Settings(
                mode,
                random.nextInt(5) < 2 ? Settings.defaultMatch(mode) : match(),
                policy < 10 ? OnConflict.MERGE : policy < 15 ? OnConflict.DROP : OnConflict.REJECT,
                random.nextInt(4) == 0 ? IdentifierUse.VERIFY_ONLY : IdentifierUse.ASSIGN,
                hmac < 15 ? Hmac.INBOX : hmac < 16 ? Hmac.REQUIRE : Hmac.SKIP,
                random.nextInt(5) < 3,
                random.nextInt(6) > 0,
                random.nextInt(6) == 0 ? channel.text("identifier") : null,
                random.nextInt(8) == 0 ? channel.number("account_id") : null,
                random.nextInt(3) > 0
                        ? Settings.Duplicates.LAST
                        : random.nextBoolean() ? Settings.Duplicates.FIRST : Settings.Duplicates.REJECT);
        return settings.canMatch() ? settings : settings.withIdentifier(IdentifierUse.ASSIGN);
    }

    private List<String> match() {
        List<String> rest = new ArrayList<>(KEYS);
        List<String> match = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            match.add(rest.remove(random.nextInt(rest.size())));
        }
        if (!match.contains("source-id") && random.nextInt(4) > 0) {
            match.add(random.nextInt(match.size() + 1), "source-id");
        }
        return match;
    }
}
