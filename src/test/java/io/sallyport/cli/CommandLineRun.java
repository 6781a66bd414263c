package io.sallyport.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A command run in this process.
record CommandLineRun(int code, String out, String err) {

    static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Commands.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
