package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What policy saw of a subject and its request, so that the decision can be computed again. It is stored sealed beside
/// the entry of the decision; officers do not see it, and [AuditLog#decided] alone opens it.
///
/// @param principal what ACLs name the subject by
/// @param fields the vocabulary's fields of subjects by name, whether or not this subject had them
/// @param subject attributes by the names of the policy vocabulary
/// @param malformed attributes whose claims were not of their type, which denies every request
/// @param request attributes of the request, such as `purpose`
/// @param model the model asked for, or `caller`
public record PolicyInput(Principal principal, Map<String, Field> fields, Map<String, AttributeValue> subject,
        List<String> malformed, Map<String, AttributeValue> request, String model) {

    public PolicyInput {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        subject = Collections.unmodifiableMap(new LinkedHashMap<>(subject));
        malformed = List.copyOf(malformed);
        request = Collections.unmodifiableMap(new LinkedHashMap<>(request));
    }

    /// What ACLs name a subject by.
    ///
    /// @param id its id at the issuer
    /// @param groups its groups
    /// @param roles its roles
    public record Principal(String id, List<String> groups, List<String> roles) {

        public Principal {
            groups = List.copyOf(groups);
            roles = List.copyOf(roles);
        }
    }

    /// What a vocabulary said about an attribute: another vocabulary may call something else by that name.
    ///
    /// @param type as vocabularies write it
    /// @param claim where it came from
    public record Field(String type, String claim) {}

    /// The body to record it with.
    public Body body() {
        return new Body(Body.Part.ATTRIBUTES, new String(Json.bytes(this::write), StandardCharsets.UTF_8));
    }

    private void write(JsonFields json) {
        json.object("principal", inner -> inner.text("id", principal.id()).texts("groups", principal.groups())
                .texts("roles", principal.roles()));
        json.object("fields", inner -> fields
                .forEach((name, field) -> inner.texts(name, List.of(field.type(), field.claim()))));
        json.object("subject", inner -> AttributeJson.write(inner, subject));
        json.texts("malformed", malformed);
        json.object("request", inner -> AttributeJson.write(inner, request));
        json.text("model", model);
    }

    /// @throws IllegalArgumentException if the text was not written by [#body]
    static PolicyInput read(String text) {
        try {
            JsonNode json = Json.read(text.getBytes(StandardCharsets.UTF_8));
            JsonNode principal = json.required("principal");
            return new PolicyInput(
                    new Principal(ContextJson.text(principal, "id"), Json.texts(principal, "groups"),
                            Json.texts(principal, "roles")),
                    fields(json.required("fields")), AttributeJson.read(json.required("subject")),
                    Json.texts(json, "malformed"),
                    AttributeJson.read(json.required("request")), ContextJson.text(json, "model"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("attributes that cannot be read", e);
        }
    }

    private static Map<String, Field> fields(JsonNode json) {
        Map<String, Field> fields = new LinkedHashMap<>();
        json.properties().forEach(each -> fields.put(each.getKey(),
                new Field(each.getValue().required(0).asString(), each.getValue().required(1).asString())));
        return fields;
    }
}
