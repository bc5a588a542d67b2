package contactimport.bench;

import java.util.Locale;
import java.util.UUID;

/**
 * A customer as a support platform has them: names of many forms, addresses at many hosts, mobile numbers of several countries,
 * none of them in the order of the ids. What a number of "Person 1", "Person 2" … costs says little: their trigrams are the same
 * few, and every index grows at its end. Always the same person for the same number; keys are unique up to a billion persons.
 *
 * @param number from 1
 */
record Person(long number) {

    private static final String[] FIRST = ("Anna Ben Clara David Elif Farid Greta Hassan Ines Jakub Keiko Lars Maria Nils Olga Pedro"
                    + " Quentin Rosa Stefan Tuan Ursula Victor Wanda Xenia Yusuf Zofia Amelie Bruno Chloe Dmitri Emma Felix Giulia"
                    + " Henrik Isabel Jonas Katharina Liam Mehmet Noor Oscar Priya Rafael Sofia Thomas Uma Valentina William Yara")
            .split(" ");
    private static final String[] START = ("Ack Berg Brand Cast Dahl Dorf Eber Falk Fern Gold Grun Hag Hart Hoff Ivan Jan Kauf Klein"
                    + " Kow Kruse Land Lind Lopez Mar Mend Mor Neu Nov Ober Ols Pet Quin Ram Ross Sant Schmid Silv Stein Thom Ulr"
                    + " Vas Volk Wag Weiss Wern Young Zan Zim")
            .split(" ");
    private static final String[] MIDDLE = "a e el en er i in ing o ol or u".split(" ");
    private static final String[] END = "mann son sen ski vic berg feld hauser lein er ez a o ova stein ton well wood".split(" ");
    private static final String[] HOSTS = "gmail.com outlook.com yahoo.com web.de icloud.com orange.fr".split(" ");
    private static final String[] COUNTRIES = {"+4915", "+447", "+336", "+346", "+393", "+916"};
    private static final String[] CITIES =
            "Berlin Hamburg London Paris Madrid Rome Mumbai Lyon Leeds Porto Vienna Zurich".split(" ");

    private static final long KEYS = 1_000_000_000;
    /** No common divisor with {@link #KEYS}: multiplying by it only changes the order. */
    private static final long STRIDE = 382_451_653;

    String name() {
        return given() + last();
    }

    /** Another name of the same length and kind, as after a marriage. */
    String newName() {
        return given() + START[chance(21, START.length)] + MIDDLE[chance(22, MIDDLE.length)] + END[chance(23, END.length)];
    }

    String email() {
        String host = chance(7, 3) == 0
                ? (START[chance(8, START.length)] + END[chance(9, END.length)]).toLowerCase(Locale.ROOT) + ".com"
                : HOSTS[chance(10, HOSTS.length)];
        return (first() + "." + last()).toLowerCase(Locale.ROOT) + number + "@" + host;
    }

    String phone() {
        return COUNTRIES[chance(11, COUNTRIES.length)] + (KEYS + number * STRIDE % KEYS);
    }

    /** A customer number that is not counted through. */
    String identifier() {
        return "crm-" + (KEYS + (number * 617_283_951 + 99_991) % KEYS);
    }

    /** As the platform makes them. */
    String sourceId() {
        return new UUID(hash(12), hash(13)).toString();
    }

    String city() {
        return CITIES[chance(14, CITIES.length)];
    }

    /** Seconds since the person was last heard of: up to two years. */
    int silence() {
        return chance(15, 2 * 365 * 24 * 3600);
    }

    /** The first name, for one in four with an initial, and a space. */
    private String given() {
        return first() + (chance(2, 4) == 0 ? " " + (char) ('A' + chance(3, 26)) + ". " : " ");
    }

    private String first() {
        return FIRST[chance(1, FIRST.length)];
    }

    private String last() {
        return START[chance(4, START.length)] + MIDDLE[chance(5, MIDDLE.length)] + END[chance(6, END.length)];
    }

    private int chance(int what, int bound) {
        return (int) Long.remainderUnsigned(hash(what), bound);
    }

    /** The mixing function of SplitMix64. */
    private long hash(int what) {
        long z = number * 64 + what;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
