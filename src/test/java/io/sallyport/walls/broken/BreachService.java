package io.sallyport.walls.broken;

import java.util.List;

import io.sallyport.audit.DecidedPage;
import io.sallyport.inference.Inference;

/// Uses from the wrong place what each wall keeps in one room, under a name that says nothing.
final class BreachService {

    private BreachService() {}

    static List<Class<?>> everythingForbidden() {
        return List.of(
                co.elastic.clients.elasticsearch.ElasticsearchClient.class,
                org.springframework.ai.openai.OpenAiChatModel.class,
                org.springframework.security.core.Authentication.class,
                dev.cel.runtime.CelRuntime.class,
                picocli.CommandLine.class,
                com.google.i18n.phonenumbers.PhoneNumberUtil.class,
                org.elasticsearch.node.Node.class,
                DecidedPage.class,
                Inference.class);
    }
}
