package io.sallyport.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A refusal or fault as a caller sees it (RFC 9457). Its texts never repeat prompt text, document text or secrets.
///
/// @param status HTTP status
/// @param slug   last part of the stable `type`
/// @param title  the same for every problem of this type
/// @param detail what happened here and what was expected
/// @param members further members of the body, for example `errors`; `param` names the request field
public record Problem(int status, String slug, String title, String detail, Map<String, Object> members) {

    /// What every `type` begins with.
    public static final String TYPE_PREFIX = "urn:sallyport:problem:";

    public Problem {
        members = Map.copyOf(members);
    }

    public Problem(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, Map.of());
    }

    /// What an unknown and a forbidden thing look like alike.
    public static Problem notFound() {
        return new Problem(404, "not-found", "Not found", "There is nothing here that you may use.");
    }

    /// The input at `param` is not what it should be.
    public static Problem invalid(String param, String detail) {
        return new Problem(400, "invalid-request", "The request is not valid", detail).about(param);
    }

    /// A fault whose cause only the log tells.
    public static Problem internal() {
        return new Problem(500, "internal", "Internal error", "The request failed; nothing more was sent.");
    }

    /// The same problem, naming the request field it is about.
    public Problem about(String param) {
        return with("param", param);
    }

    /// The same problem with one more member.
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, slug, title, detail, more);
    }

    /// The stable `type`.
    public String type() {
        return TYPE_PREFIX + slug;
    }

    Optional<Object> param() {
        return Optional.ofNullable(members.get("param"));
    }
}
