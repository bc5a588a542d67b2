package contactimport.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers whoever knocks as PostgreSQL answers a wrong password. The server of the tests asks nobody for one. */
final class RefusingServer implements AutoCloseable {

    private static final byte[] ANSWER = "SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"ada\"\0\0"
            .getBytes(StandardCharsets.UTF_8);

    private final ServerSocket socket;

    RefusingServer() throws IOException {
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "refusing server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/shop?sslmode=disable&gssEncMode=disable";
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                in.skipNBytes(in.readInt() - Integer.BYTES);
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                out.writeByte('E');
                out.writeInt(ANSWER.length + Integer.BYTES);
                out.write(ANSWER);
            } catch (IOException e) {
                // The client left, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
