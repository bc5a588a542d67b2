package contactimport.job;

import contactimport.TestDatabase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Hands a server session to a client for one transaction, as pgbouncer does in its mode {@code transaction}: the session that
 * was given back last goes to whoever asks next. It knows as much of the protocol as the driver speaks here: no password, no
 * encryption, no {@code COPY}.
 */
final class PoolingProxy implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final String database;
    private final Deque<Wire> idle = new ArrayDeque<>();
    private final List<Wire> all = new ArrayList<>();

    private PoolingProxy(int serverPort, String database) throws IOException {
        this.serverPort = serverPort;
        this.database = database;
    }

    static PoolingProxy before(TestDatabase db) throws IOException {
        URI server = URI.create(db.url().substring("jdbc:".length()));
        PoolingProxy proxy = new PoolingProxy(server.getPort(), server.getPath().substring(1));
        daemon(proxy::accept);
        return proxy;
    }

    /** Without named statements, which no such proxy can keep. */
    String url() {
        return "jdbc:postgresql://localhost:" + listening.getLocalPort() + "/" + database + "?prepareThreshold=0";
    }

    private record Wire(Socket socket, DataInputStream in, DataOutputStream out) {
        static Wire of(Socket socket) throws IOException {
            return new Wire(
                    socket,
                    new DataInputStream(socket.getInputStream()),
                    new DataOutputStream(socket.getOutputStream()));
        }
    }

    private record Message(int type, byte[] body) {
        static Message read(DataInputStream in) throws IOException {
            int type = in.readUnsignedByte();
            return new Message(type, in.readNBytes(in.readInt() - 4));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + 4);
            out.write(body);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Wire client = kept(Wire.of(listening.accept()));
            daemon(() -> serve(client));
        }
    }

    private void serve(Wire client) throws IOException {
        int length = client.in().readInt();
        int protocol = client.in().readInt();
        while (protocol == SSL_REQUEST || protocol == GSS_REQUEST) {
            client.out().writeByte('N');
            length = client.in().readInt();
            protocol = client.in().readInt();
        }
        Wire server = kept(Wire.of(new Socket(InetAddress.getLoopbackAddress(), serverPort)));
        server.out().writeInt(length);
        server.out().writeInt(protocol);
        server.out().write(client.in().readNBytes(length - 8));
        answer(server, client);
        release(server);
        transactions(client);
    }

    private void transactions(Wire client) throws IOException {
        Wire server = null;
        for (Message message = Message.read(client.in()); message.type() != 'X'; message = Message.read(client.in())) {
            server = server == null ? take() : server;
            message.write(server.out());
            boolean asks = message.type() == 'S' || message.type() == 'Q';
            if (asks && answer(server, client)) {
                release(server);
                server = null;
            }
        }
    }

    /** Passes on what the server says until it is ready; whether no transaction is open then. */
    private static boolean answer(Wire server, Wire client) throws IOException {
        while (true) {
            Message message = Message.read(server.in());
            message.write(client.out());
            if (message.type() == 'Z') {
                return message.body()[0] == 'I';
            }
        }
    }

    private synchronized Wire take() {
        return idle.pop();
    }

    private synchronized void release(Wire server) {
        idle.push(server);
    }

    private synchronized Wire kept(Wire wire) {
        all.add(wire);
        return wire;
    }

    @FunctionalInterface
    private interface Serving {
        void run() throws IOException;
    }

    /** Ends when its sockets are closed. */
    private static void daemon(Serving serving) {
        Thread thread = new Thread(() -> {
            try {
                serving.run();
            } catch (IOException e) {
                // The other side has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        try {
            listening.close();
            for (Wire wire : all) {
                wire.socket().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
