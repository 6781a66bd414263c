package io.sallyport.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.sallyport.identity.Claims;
import io.sallyport.identity.Clearance;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Group;
import io.sallyport.identity.Role;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

/// Reads the subject and its scopes out of the claims of a verified token.
/// A required claim that is missing, or any claim of the wrong type, is a [MalformedClaim].
public final class SubjectResolver {

    private final WebSettings settings;

    public SubjectResolver(WebSettings settings) {
        this.settings = settings;
    }

    /// The subject the claims describe.
    public Subject subject(Map<String, Object> values) {
        var names = settings.claims();
        var raw = new Claims(values);
        var groups = stripped(texts(raw, names.groups()));
        var roles = stripped(texts(raw, names.roles()));
        return new Subject(
                required(raw, "iss"),
                new SubjectId(required(raw, names.subject())),
                new Tenant(required(raw, names.tenant())),
                new ClientId(client(raw)),
                groups.stream().map(Group::new).collect(Collectors.toUnmodifiableSet()),
                roles.stream().map(Role::new).collect(Collectors.toUnmodifiableSet()),
                text(raw, names.clearance()).map(Clearance::new),
                signIn(raw),
                claims(values, groups, roles));
    }

    /// The scopes the client was granted and, where a scope needs one, the subject's roles allow.
    public Set<Scope> scopes(Map<String, Object> values, Subject subject) {
        var raw = new Claims(values);
        return settings.claims().scope().stream()
                .flatMap(name -> scopeValues(raw, name).stream())
                .flatMap(value -> Scope.named(value).stream())
                .filter(scope -> !scope.needsRole() || hasRoleFor(scope, subject))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean hasRoleFor(Scope scope, Subject subject) {
        var roles = settings.scopeRoles().getOrDefault(scope.value(), Set.of());
        return subject.roles().stream().map(Role::value).anyMatch(roles::contains);
    }

    private String client(Claims raw) {
        return settings.claims().client().stream()
                .flatMap(name -> text(raw, name).stream())
                .findFirst()
                .orElseGet(() -> required(raw, settings.claims().subject()));
    }

    private SignIn signIn(Claims raw) {
        var methods = texts(raw, "amr");
        boolean said = raw.find(settings.claims().mfa()).map(SubjectResolver::flag).orElse(false);
        return new SignIn(methods, said || methods.stream().anyMatch(settings.multiFactor()::contains));
    }

    /// Groups and roles appear to policies as they appear to ACLs: without the prefix.
    private Claims claims(Map<String, Object> values, List<String> groups, List<String> roles) {
        var seen = new LinkedHashMap<>(values);
        if (!settings.strip().isEmpty()) {
            seen.put(settings.claims().groups(), groups);
            seen.put(settings.claims().roles(), roles);
        }
        return new Claims(seen);
    }

    private List<String> stripped(List<String> names) {
        var bare = new LinkedHashSet<String>();
        names.forEach(name -> bare.add(
                name.startsWith(settings.strip()) ? name.substring(settings.strip().length()) : name));
        return List.copyOf(bare);
    }

    private static List<String> scopeValues(Claims raw, String name) {
        return switch (raw.find(name).orElse("")) {
            case String line -> Arrays.asList(line.trim().split("\\s+"));
            case List<?> list -> elements(list, name);
            default -> throw new MalformedClaim(name, "text or a list of text");
        };
    }

    private static String required(Claims raw, String name) {
        return text(raw, name).filter(value -> !value.isBlank())
                .orElseThrow(() -> new MalformedClaim(name, "present"));
    }

    private static Optional<String> text(Claims raw, String name) {
        return raw.find(name).map(value -> switch (value) {
            case String text -> text;
            case java.net.URL url -> url.toString();
            default -> throw new MalformedClaim(name, "text");
        });
    }

    private static List<String> texts(Claims raw, String name) {
        return switch (raw.find(name).orElse(List.of())) {
            case List<?> list -> elements(list, name);
            default -> throw new MalformedClaim(name, "a list of text");
        };
    }

    private static List<String> elements(List<?> list, String name) {
        var texts = new ArrayList<String>();
        for (Object each : list) {
            if (!(each instanceof String text)) {
                throw new MalformedClaim(name, "a list of text");
            }
            texts.add(text);
        }
        return texts;
    }

    private static boolean flag(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new MalformedClaim("mfa", "true or false");
    }

    /// A claim that is not what it should be; names the claim, never its value.
    public static final class MalformedClaim extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        MalformedClaim(String claim, String expected) {
            super("claim '%s' of the access token is not %s".formatted(claim, expected));
        }
    }
}
