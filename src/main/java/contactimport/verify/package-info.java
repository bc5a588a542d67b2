/**
 * From what a line says to what it may do: the inbox it addresses, its HMAC, and the form of its fields, in rule order. The
 * entry point is {@link contactimport.verify.Verifier}; holding a {@link contactimport.verify.VerifiedPatch} proves that the
 * checks were made.
 */
@NullMarked
package contactimport.verify;

import org.jspecify.annotations.NullMarked;
