package contactimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another port, which can be changed: what a fail-over looks like from outside. */
public final class Forwarder implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    public Forwarder(int target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        daemon(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** New connections lead there, and the old ones are cut. */
    public void lead(int to) {
        target = to;
        cut();
    }

    public void cut() {
        open.forEach(Forwarder::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The door was closed, or nobody is there: who knocked finds out.
            }
        }
    }

    private void connect(Socket from) throws IOException {
        open.add(from);
        try {
            Socket to = new Socket("localhost", target);
            open.add(to);
            daemon(() -> pump(from, to));
            daemon(() -> pump(to, from));
        } catch (IOException e) {
            close(from);
            throw e;
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16_384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // cut
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
