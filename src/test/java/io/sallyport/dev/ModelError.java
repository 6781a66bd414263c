package io.sallyport.dev;

import java.util.LinkedHashMap;
import java.util.Map;

/// An answer that is an error in OpenAI's form.
final class ModelError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String code;

    ModelError(int status, String type, String code, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
    }

    static ModelError invalid(String message) {
        return new ModelError(400, "invalid_request_error", "invalid_value", message);
    }

    static ModelError wrongKey() {
        return new ModelError(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");
    }

    static ModelError unknownModel(String model) {
        var message = "The model `" + model + "` does not exist or you do not have access to it.";
        return new ModelError(404, "invalid_request_error", "model_not_found", message);
    }

    static ModelError unknownPath(String method, String path) {
        return new ModelError(404, "invalid_request_error", "unknown_url", "Invalid URL (" + method + " " + path + ")");
    }

    /// What a provider says with that status.
    static ModelError ofStatus(int status) {
        return switch (status) {
            case 429 -> new ModelError(429, "rate_limit_error", "rate_limit_exceeded", "Rate limit reached.");
            case 401 -> wrongKey();
            default -> status < 500
                    ? new ModelError(status, "invalid_request_error", "refused", "Request refused.")
                    : new ModelError(status, "server_error", "server_error", "The server had an error.");
        };
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", getMessage());
        error.put("type", type);
        error.put("param", null);
        error.put("code", code);
        return Map.of("error", error);
    }
}
