package contactimport.verify;

import contactimport.contact.Checked;
import contactimport.contact.Code;
import contactimport.contact.Reason;

/**
 * The address of a picture.
 *
 * <pre>
 * "https://example.com/ada.png" → as it is
 * "ftp://example.com/ada.png"   → AVATAR_INVALID
 * "https://"                    → AVATAR_INVALID
 * </pre>
 */
record AvatarUrl(String value) {

    private static final int MAX_CODE_POINTS = 2048;

    static Checked<AvatarUrl> parse(String text) {
        int host = hostIndex(text);
        return host > 0
                        && host < text.length()
                        && text.charAt(host) != '/'
                        && text.chars().noneMatch(AvatarUrl::cannotBeInUrl)
                        && text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                ? Checked.passed(new AvatarUrl(text))
                : Checked.failed(new Reason(
                        Code.AVATAR_INVALID,
                        "avatar_url",
                        "expected an http or https URL of at most " + MAX_CODE_POINTS + " characters"));
    }

    /** Where the host begins, or 0. */
    private static int hostIndex(String text) {
        for (String scheme : new String[] {"https://", "http://"}) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return 0;
    }

    private static boolean cannotBeInUrl(int c) {
        return c <= ' ' || c == 0x7F;
    }
}
