package io.sallyport.web;

import java.util.StringJoiner;

/// Names a fault for the log by exception types and the first frame of our own code, never by messages.
public final class Causes {

    private Causes() {}

    /// The chain of exception types, outermost first, with where our code threw or called.
    public static String of(Throwable thrown) {
        var chain = new StringJoiner(" <- ");
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 8; each = each.getCause(), depth++) {
            chain.add(each.getClass().getName() + at(each));
        }
        return chain.toString();
    }

    private static String at(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("io.sallyport.")) {
                return " at " + frame.getClassName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
