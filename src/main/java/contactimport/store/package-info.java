/**
 * What the database holds and how it is spoken to: the sessions, the platform's tables as they were found, our own schema, the
 * staged rows, the chunk write and the ledger. Connections come from {@link contactimport.store.Sessions}; everything else takes
 * one.
 */
@NullMarked
package contactimport.store;

import org.jspecify.annotations.NullMarked;
