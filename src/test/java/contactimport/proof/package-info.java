/**
 * The proof of the promise "the database ends up exactly as if every line had been applied alone, one after another, in file
 * order". {@link contactimport.proof.Reference} applies lines so, over plain rows in memory, with no index, no batch and no
 * code of the product. {@link contactimport.proof.Worlds} makes small worlds full of collisions from a seed; {@link
 * contactimport.proof.Proof} loads one into a real database, runs an {@link contactimport.proof.Engine} on its file and has
 * {@link contactimport.proof.Comparison} compare every row and every line. {@link contactimport.proof.Shrink} makes a failing
 * world small enough to read.
 */
package contactimport.proof;
