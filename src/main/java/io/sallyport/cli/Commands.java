package io.sallyport.cli;

import java.io.PrintWriter;
import java.util.Set;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The commands of `java -jar sallyport.jar`. They start neither Spring nor a server.
public final class Commands {

    /// Everything asked for was done, and nothing is wrong.
    public static final int FINE = 0;
    /// Problems were found, and printed.
    public static final int PROBLEMS = 1;
    /// The command was called in a way it does not know.
    public static final int USAGE = 2;

    private static final Set<String> FIRST_WORDS = Set.of(
            "policy", "help", "--help", "-h", "--version", "-V");

    private Commands() {}

    /// Whether these arguments name a command; others are for the server.
    public static boolean areNamed(String... arguments) {
        return arguments.length > 0 && FIRST_WORDS.contains(arguments[0]);
    }

    /// Runs the command that the arguments name.
    ///
    /// @return the exit code: [#FINE], [#PROBLEMS] or [#USAGE]
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Sallyport())
                .addSubcommand("policy", new PolicyCommands(out))
                .addSubcommand("help", new CommandLine.HelpCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println("sallyport: " + failure.getMessage());
                    return PROBLEMS;
                });
        int code = line.execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    @Command(name = "sallyport", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
            "A gateway between people and language models that fails closed.",
            "Without a command it starts the server, which configuration describes."}, footer = {
                    "", "Exit codes: 0 fine, 1 problems found, 2 called in a way it does not know."})
    private static final class Sallyport implements Runnable {

        @Override
        public void run() {
            // Never reached without a command: such arguments start the server.
        }
    }

    private static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Commands.class.getPackage().getImplementationVersion();
            return new String[]{"sallyport " + (version == null ? "(development)" : version)};
        }
    }
}
