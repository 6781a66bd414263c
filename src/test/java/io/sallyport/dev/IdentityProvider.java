package io.sallyport.dev;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/// An OAuth2 and OpenID Connect issuer for the people of the demo world, in this JVM but in an application context of
/// its own.
///
/// People sign in on a password page (name = password) through the public client `console` (authorization code with
/// PKCE); each is also a client-credentials client (id = secret = name), which gets all the person's scopes when it
/// names none.
public final class IdentityProvider implements AutoCloseable {
    static final String PORT_PROPERTY = "sallyport.dev.identity.port";

    private final Tokens tokens;
    private final ConfigurableApplicationContext context;

    private IdentityProvider(Tokens tokens, ConfigurableApplicationContext context) {
        this.tokens = tokens;
        this.context = context;
    }

    /// Starts the issuer `http://localhost:<port>` on 127.0.0.1 with new keys.
    ///
    /// @param port the port, 0 = any
    /// @throws IllegalStateException if the port is in use
    public static IdentityProvider start(int port) {
        Ports.requireFree(port, PORT_PROPERTY);
        var bound = port == 0 ? Ports.free() : port;
        var tokens = new Tokens(URI.create("http://localhost:" + bound), Clock.systemUTC());
        return new IdentityProvider(tokens, run(tokens, bound));
    }

    private static ConfigurableApplicationContext run(Tokens tokens, int port) {
        return new SpringApplicationBuilder(IdentityServer.class).web(WebApplicationType.SERVLET)
                .environment(new ClosedEnvironment()).bannerMode(Banner.Mode.OFF).logStartupInfo(false)
                .initializers(context -> register(context, tokens)).run("--spring.config.name=devidp",
                        "--server.port=" + port, "--server.address=127.0.0.1",
                        "--server.servlet.session.cookie.name=SALLYPORT_DEV_IDENTITY");
    }

    private static void register(ConfigurableApplicationContext context, Tokens tokens) {
        ((GenericApplicationContext) context).registerBean(Tokens.class, () -> tokens);
    }

    /// The issuer's URI, the `iss` claim of its tokens and the base of its endpoints.
    public URI issuer() {
        return tokens.issuer();
    }

    /// Signs tokens with the issuer's keys, and forges some.
    public Tokens tokens() {
        return tokens;
    }

    /// The access token that the person's own client would get, with all scopes.
    public String token(String person) {
        return token(person, UnaryOperator.identity());
    }

    /// The same with changed claims, signed by the issuer all the same.
    public String token(String person, UnaryOperator<Map<String, Object>> change) {
        return tokens.sign(change.apply(tokens.claims(World.person(person))));
    }

    @Override
    public void close() {
        context.close();
    }

    /// Sees neither system properties nor environment variables: those configure the gateway, perhaps in this JVM.
    private static final class ClosedEnvironment extends StandardServletEnvironment {
        @Override
        protected void customizePropertySources(MutablePropertySources sources) {}
    }
}
