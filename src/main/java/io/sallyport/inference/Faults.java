package io.sallyport.inference;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
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
            if (each instanceof BoundedAnswer.TooLong) {
                return Kind.LIMIT;
            }
            if (each instanceof SocketTimeoutException || isTimeout(each)) {
                return Kind.TIMEOUT;
            }
            broken |= isBroken(each);
        }
        return broken ? Kind.RESET : Kind.MALFORMED;
    }

    /// The client library reads JSON with Jackson 2, whose complaints about its syntax are I/O exceptions too.
    private static boolean isBroken(Throwable thrown) {
        boolean connection = thrown instanceof IOException && !(thrown instanceof JsonProcessingException);
        return connection || thrown instanceof OpenAIIoException;
    }

    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof InterruptedIOException && "timeout".equals(thrown.getMessage());
    }
}
