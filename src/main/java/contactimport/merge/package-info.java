/**
 * The rules of one line's turn, without a database: given the people a line can touch, what becomes of it.
 *
 * <p>{@link contactimport.merge.Merger} decides one line after the other over {@link contactimport.merge.People}, the picture
 * of the contacts, links and keys that the store has locked and read. A look-up that the picture cannot answer is noted
 * ({@link contactimport.merge.Missing}); the store then loads what is missing and folds again, so a decision never rests on
 * something that was not read under the lock.
 */
@NullMarked
package contactimport.merge;

import org.jspecify.annotations.NullMarked;
