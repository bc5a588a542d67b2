package contactimport.store;

/** Numbers that must agree do not: a staged row or a decision is missing. The run has failed, and says so. */
public final class AccountingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccountingException(String message) {
        super(message);
    }
}
