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
            "{\"n\":1e400,\"d\":0.10000000000000000000000000000000000000001}",
            "{\"n\":100,\"z\":0.0,\"e\":1.10e3}",
            deep(90),
            deep(300),
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
            "{\"n\":null}",
            "{\"n\":1E+400}",
            "{\"n\":1.0E+400,\"z\":-0.0}",
            "{\"n\":1E+2,\"z\":0}",
            "{\"n\":100.0}",
            "{\"d\":0.1000000000000000000000000000000000000000}",
            deep(89),
            deep(99));
    /** Levels about the limit of 100, and far beyond. */
    static final List<String> LINE_DEEP = List.of(deep(99), deep(100), deep(101), deep(130), deep(400));
    /** What an attributes column may hold although it is no object. */
    static final List<String> NO_OBJECTS = List.of("[]", "[1.0,{\"crm\":\"x1\"}]", "\"text\"", "5", "true");

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

    /** An object of so many levels, the innermost an array. */
    private static String deep(int levels) {
        return "{\"d\":".repeat(levels - 1) + "[1.50]" + "}".repeat(levels - 1);
    }

    static <T> T pick(SplittableRandom random, List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
