package io.sallyport.inference;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;

import io.sallyport.inference.ProviderFault.Kind;

/// Maps what the client library throws to kinds of fault, by types only.
final class Faults {

    private static final int DEEPEST = 12;

    private Faults() {}

    static ProviderFault of(String provider, Throwable thrown) {
        return thrown instanceof ProviderFault fault ? fault : new ProviderFault(provider, kind(thrown));
    }

    private static Kind kind(Throwable thrown) {
        Throwable each = thrown;
        boolean broken = false;
        for (int depth = 0; each != null && depth < DEEPEST; depth++, each = each.getCause()) {
            if (each instanceof OpenAIServiceException) {
                return Kind.ERROR;
            }
            if (each instanceof SocketTimeoutException || isTimeout(each)) {
                return Kind.TIMEOUT;
            }
            broken |= each instanceof IOException || each instanceof OpenAIIoException;
        }
        return broken ? Kind.RESET : Kind.MALFORMED;
    }

    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof InterruptedIOException && "timeout".equals(thrown.getMessage());
    }
}
