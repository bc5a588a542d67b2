package contactimport.proof;

import java.util.List;
import java.util.SplittableRandom;

/** The few values of which worlds are made: few, so that they collide. JSON values as text. */
final class Pools {

    static final List<String> IDENTIFIERS = List.of("A", "B", "C", "42");
    static final List<String> EMAILS = List.of("a@x", "b@x", "c@x", "d@x");
    static final List<String> MIXED = List.of("A@x", "B@X", "c@X", "\u0391\u03a3@x", "\u03b1\u03c3@x");
    static final List<String> PHONES = List.of("+1111", "+2222", "+3333", "+4444");
    static final List<String> NAMES = List.of("Ada", "Bob", "Cleo", "\u5a1c Zo\u00eb", "D'Arcy, \"Di\"");
    static final List<String> SOURCES =
            List.of("s1", "s2", "s3", "777777777777777777777", "s-0f8fad5b-d9cb-469f-a165-70867728950e");
    static final List<String> FRESH =
            List.of("n1", "n2", "888888888888888888888", "n-7c9e6679-7425-40de-944b-e07fc1f90ae7");
    static final List<String> CITIES = List.of("Rome", "Oslo", " Lima ");
    static final List<String> COUNTRIES = List.of("IT", "NO");

    static final List<String> STORED_CUSTOM = List.of(
            "{}",
            "{\"n\":1}",
            "{\"n\":1.0,\"o\":{\"p\":{\"q\":1,\"r\":null}}}",
            "{\"n\":12345678901234567890.10,\"list\":[1,{\"a\":1.50}]}",
            "{\"o\":{\"p\":null,\"s\":\"\"},\"t\":true}",
            "{\"o\":\"text\",\"n\":null}",
            "{\"huge\":1e300,\"tiny\":1e-300,\"\\u00e9\\ud83d\\ude00\":\"\\u00e9\\ud83d\\ude00\"}");
    static final List<String> LINE_CUSTOM = List.of(
            "{}",
            "{\"n\":1}",
            "{\"n\":1.0}",
            "{\"n\":12345678901234567890.10}",
            "{\"n\":12345678901234567890.1}",
            "{\"o\":{\"p\":{\"r\":2}}}",
            "{\"o\":{\"p\":null}}",
            "{\"o\":null,\"t\":false}",
            "{\"o\":{\"s\":\"x\"},\"list\":[]}",
            "{\"list\":[1.0,{\"a\":1.5}]}",
            "{\"n\":null}");
    static final List<String> CRM =
            List.of("\"x1\"", "\"x2\"", "42", "\"42\"", "1.0", "1e2", "\"100\"", "\"\"", "null", "true", "{\"x\":1}");
    static final List<String> STORED_ADDITIONAL = List.of(
            "{}",
            "{}",
            "{\"city\":\"Rome\"}",
            "{\"city\":\"Rome\",\"country\":\"IT\"}",
            "{\"city\":null}",
            "{\"city\":\"\",\"country\":\"NO\"}",
            "{\"city\":5,\"country\":true}",
            "{\"social_profiles\":\"\",\"browser\":{\"name\":\"F\"}}",
            "{\"social_x\":\"@x\"}",
            "{\"social_x\":false,\"social_y\":{},\"social_z\":[\"\"]}",
            "{\"social_x\":false,\"social_y\":{}}",
            "{\"browser\":{\"name\":\"G\",\"v\":1.10},\"company_name\":\"Co\"}");

    private Pools() {}

    static <T> T pick(SplittableRandom random, List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
