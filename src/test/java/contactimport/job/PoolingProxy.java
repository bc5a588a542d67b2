package contactimport.job;

import contactimport.TestDatabase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands a server session to a client for one transaction, as pgbouncer does in its mode {@code transaction}: the session that
 * was given back last goes to whoever asks next. It knows as much of the protocol as the driver speaks here: no password, no
 * encryption, no {@code COPY}.
 */
final class PoolingProxy implements AutoCloseable {

    private static final int PROTOCOL = 3 << 16;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private static final Serving NOTHING = () -> {};

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final String database;
    private final Deque<Wire> idle = new ArrayDeque<>();
    private final List<Wire> all = new ArrayList<>();
    private final AtomicBoolean joins = new AtomicBoolean();

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

    /** As soon as somebody has asked for the number of a session, there is one more, which is lent first. */
    PoolingProxy joinedByAnother() {
        joins.set(true);
        return this;
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
        byte[] who = client.in().readNBytes(length - 8);
        open(who, client);
        transactions(who, client);
    }

    /**
     * One more session, to be lent.
     *
     * @param client is told what the server says first
     */
    private void open(byte[] who, Wire client) throws IOException {
        Wire server = kept(Wire.of(new Socket(InetAddress.getLoopbackAddress(), serverPort)));
        server.out().writeInt(who.length + 8);
        server.out().writeInt(PROTOCOL);
        server.out().write(who);
        answer(server, client, NOTHING);
    }

    private void transactions(byte[] who, Wire client) throws IOException {
        Wire server = null;
        boolean asked = false;
        for (Message message = Message.read(client.in()); message.type() != 'X'; message = Message.read(client.in())) {
            server = server == null ? take() : server;
            message.write(server.out());
            asked |= new String(message.body(), StandardCharsets.US_ASCII).contains("pg_backend_pid");
            boolean asks = message.type() == 'S' || message.type() == 'Q';
            Serving afterwards = asked ? () -> join(who) : NOTHING;
            if (asks && answer(server, client, afterwards)) {
                server = null;
            }
        }
    }

    private void join(byte[] who) throws IOException {
        if (joins.getAndSet(false)) {
            open(
                    who,
                    new Wire(
                            new Socket(),
                            new DataInputStream(InputStream.nullInputStream()),
                            new DataOutputStream(OutputStream.nullOutputStream())));
        }
    }

    /**
     * Passes on what the server says until it is ready. If no transaction is open then, the session is another's before its client
     * knows that.
     *
     * @return whether the session was given back
     */
    private boolean answer(Wire server, Wire client, Serving afterwards) throws IOException {
        while (true) {
            Message message = Message.read(server.in());
            boolean ready = message.type() == 'Z';
            boolean done = ready && message.body()[0] == 'I';
            if (done) {
                release(server);
                afterwards.run();
            }
            message.write(client.out());
            if (ready) {
                return done;
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
