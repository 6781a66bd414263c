package io.sallyport.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a developer starts with one command: it says when it is ready, what it prints works, it stops as a whole, and
/// keeps its data when asked.
class DevelopmentStackIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String READY = "Sallyport is ready";
    private static final List<String> PORTS = List.of("server.port", "management.server.port",
            "sallyport.dev.elasticsearch.port", "sallyport.dev.identity.port", "sallyport.dev.model.port");

    @TempDir
    private Path folder;

    private final List<Running> started = new ArrayList<>();

    /// A started stack and where its output goes.
    private record Running(Process process, Path output) {

        String text() throws IOException {
            return Files.readString(output);
        }

        void awaitReady() throws IOException, InterruptedException {
            for (int waited = 0; !text().contains(READY); waited++) {
                assertThat(process.isAlive()).as(text()).isTrue();
                assertThat(waited).as("half seconds until ready\n" + text()).isLessThan(480);
                Thread.sleep(500);
            }
        }

        /// Stops it as Ctrl-C does, and checks that nothing of it is left.
        void interrupt() throws InterruptedException {
            var all = process.descendants().toList();
            assertThat(all).as("the forked node").isNotEmpty();
            process.destroy();
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("stopped").isTrue();
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        }
    }

    @AfterEach
    void leaveNothing() {
        started.forEach(each -> {
            each.process().descendants().forEach(ProcessHandle::destroyForcibly);
            each.process().destroyForcibly();
        });
    }

    @Test
    void itIsReadyAnswersStopsAsAWholeAndKeepsItsDataWhenAsked() throws Exception {
        var ports = PORTS.stream().map(name -> "--%s=%d".formatted(name, Ports.free())).toArray(String[]::new);
        var first = start(ports);
        first.awaitReady();
        assertThat(ask(first.text(), "What is the budget of the Rotterdam office move?")).contains("EUR 4.2 million");
        write(first.text(), "The canteen of Rotterdam serves pancakes on Thursdays.");
        assertPortInUse("server.port", ports[0]);
        assertPortInUse("sallyport.dev.elasticsearch.port", ports[2]);
        first.interrupt();

        var second = start(ports);
        second.awaitReady();
        assertThat(ask(second.text(), "When does the canteen serve pancakes?")).contains("Thursdays");
        second.interrupt();
    }

    /// A second stack on other ports but one.
    private void assertPortInUse(String property, String taken) throws Exception {
        var ports = PORTS.stream().filter(name -> !name.equals(property))
                .map(name -> "--%s=%d".formatted(name, Ports.free())).toList();
        var arguments = new ArrayList<>(ports);
        arguments.add(taken);
        arguments.add("--sallyport.dev.directory=" + folder.resolve("other"));
        var refused = launch(arguments);
        assertThat(refused.process().waitFor(150, TimeUnit.SECONDS)).as(refused.text()).isTrue();
        assertThat(refused.process().exitValue()).isEqualTo(1);
        assertThat(refused.text()).contains("Port " + taken.split("=")[1] + " on 127.0.0.1 is in use", property + "=")
                .doesNotContain("\tat ");
    }

    private Running start(String... ports) throws IOException {
        var arguments = new ArrayList<>(Arrays.asList(ports));
        arguments.add("--sallyport.dev.keep=true");
        arguments.add("--sallyport.dev.directory=" + folder.resolve("kept"));
        arguments.add("--sallyport.audit.segment-size=16MB");
        return launch(arguments);
    }

    private Running launch(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DevelopmentStack.class.getName()));
        command.addAll(arguments);
        var output = Files.createTempFile(folder, "stack-", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet()
                .removeIf(name -> name.startsWith("SALLYPORT_") || name.startsWith("SPRING_"));
        var running = new Running(builder.start(), output);
        started.add(running);
        return running;
    }

    /// Does what the two printed lines do, with the addresses they print.
    private static String ask(String printed, String question) throws Exception {
        String url = printed(printed, "curl -s (http\\S+/v1/chat/completions)");
        var body = Map.of(
                "model",
                "halden-local",
                "messages",
                List.of(Map.of("role", "user", "content", question)));
        var reply = send(url, "POST", token(printed, "bob"), body);
        return reply.at("/choices/0/message/content").asString();
    }

    private static void write(String printed, String text) throws Exception {
        String gateway = printed(printed, "Gateway +(http\\S+)");
        var body = Map.of(
                "title",
                "Canteen",
                "text",
                text,
                "classification",
                "internal",
                "acl",
                Map.of("allow", List.of("everyone")),
                "attributes",
                Map.of("department", "people", "region", "eu"));
        send(gateway + "/v1/collections/people/documents/canteen?refresh=wait", "PUT", token(printed, "olga"), body);
    }

    private static String token(String printed, String person) throws Exception {
        String url = printed(printed, "client_credentials (http\\S+/oauth2/token)");
        var credentials = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        return json(HTTP.send(request.build(), BodyHandlers.ofString())).get("access_token").asString();
    }

    private static JsonNode send(String url, String method, String token, Object body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return json(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private static String printed(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("'%s' in\n%s", pattern, text).isTrue();
        return found.group(1);
    }
}
