package contactimport.job;

import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a running import to end at the next chunk's border. Thread-safe. */
public final class Stop {

    private final AtomicBoolean requested = new AtomicBoolean();

    public void request() {
        requested.set(true);
    }

    public boolean isRequested() {
        return requested.get();
    }
}
