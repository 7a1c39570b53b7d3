import java.io.IOException;
import java.nio.file.Path;

import org.elasticsearch.bootstrap.ServerArgs;
import org.elasticsearch.common.io.stream.OutputStreamStreamOutput;
import org.elasticsearch.common.settings.KeyStoreWrapper;
import org.elasticsearch.common.settings.Settings;

/**
 * Prints the message that the server waits for on its standard input: its settings and an empty store
 * of secrets. The launcher that usually sends it is not among the published jars.
 */
public final class StartMessage {
    private StartMessage() {}

    public static void main(String[] folders) throws IOException {
        Path home = Path.of(folders[0]);
        Path session = Path.of(folders[1]);
        Path config = session.resolve("config");
        Settings settings = Settings.builder()
            .loadFromPath(config.resolve("elasticsearch.yml"))
            .put("path.home", home.toString())
            .build();
        boolean daemonize = false;
        boolean quiet = false;
        Path noPidFile = null;
        ServerArgs message = new ServerArgs(
            daemonize, quiet, noPidFile, KeyStoreWrapper.create(), settings, config, session.resolve("logs"));
        OutputStreamStreamOutput out = new OutputStreamStreamOutput(System.out);
        message.writeTo(out);
        out.flush();
    }
}
