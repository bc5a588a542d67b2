package contactimport.contact;

/**
 * That a contact is known in an inbox under a source id (a row of {@code contact_inboxes}).
 *
 * @param sourceId a bearer key: never logged
 * @param since when it was created, in microseconds of the epoch: the oldest link of a contact in an inbox is its first
 */
public record Link(long id, long contactId, long inboxId, String sourceId, boolean verified, long since) {

    /** The age of a link that the run itself makes: younger than every stored one. */
    public static final long NEW = Long.MAX_VALUE;

    public Link withContact(long newContactId) {
        return new Link(id, newContactId, inboxId, sourceId, verified, since);
    }

    /** A link whose contact is gone, given to another: that the one who is gone was verified says nothing about this one. */
    public Link takenOverBy(long newContactId) {
        return new Link(id, newContactId, inboxId, sourceId, false, since);
    }

    public Link withVerified() {
        return new Link(id, contactId, inboxId, sourceId, true, since);
    }

    @Override
    public String toString() {
        return "Link[" + id + " of contact " + contactId + "]";
    }
}
