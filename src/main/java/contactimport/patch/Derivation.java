package contactimport.patch;

/** How the source id of a record of the source system is made. */
@FunctionalInterface
interface Derivation {

    String sourceId(String record);
}
