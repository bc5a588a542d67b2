package contactimport.store;

/**
 * To what a line gives way, because it is newer.
 *
 * @param toLaterRuns to later runs than its own, which have written its contact
 * @param sinceItsOrigin if it corrects a rejected line: to what has changed its contact since that line
 */
public record Yielding(boolean toLaterRuns, boolean sinceItsOrigin) {

    public static final Yielding TO_NOTHING = new Yielding(false, false);
}
