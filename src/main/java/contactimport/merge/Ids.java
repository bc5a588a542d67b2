package contactimport.merge;

/** Where new contacts and links get their ids and tokens from; ids come from the database's sequences before the fold. */
public interface Ids {

    long nextContact();

    long nextLink();

    /** A source id for a line that brought none: a random UUID. */
    String nextSourceId();
}
