package contactimport.contact;

/**
 * That a contact is known in an inbox under a source id (a row of {@code contact_inboxes}).
 *
 * @param sourceId a bearer key: never logged
 */
public record Link(long id, long contactId, long inboxId, String sourceId, boolean verified) {

    public Link withContact(long newContactId) {
        return new Link(id, newContactId, inboxId, sourceId, verified);
    }

    public Link withVerified() {
        return new Link(id, contactId, inboxId, sourceId, true);
    }

    @Override
    public String toString() {
        return "Link[" + id + " of contact " + contactId + "]";
    }
}
