package io.sallyport.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.LinkedHashMap;
import java.util.Map;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import io.sallyport.audit.DecidedPage;
import io.sallyport.audit.DecidedRequest;
import io.sallyport.document.AccessFilter;
import io.sallyport.document.Admission;
import io.sallyport.inference.Inference;
import io.sallyport.inference.Prompt;
import io.sallyport.retrieval.Retriever;

/// The walls of the house by name. Each is a rule that some test breaks on purpose.
final class Walls {

    private static final String BASE = "io.sallyport";

    private Walls() {}

    static Map<String, ArchRule> all() {
        var walls = new LinkedHashMap<String, ArchRule>();
        walls.put("Elasticsearch is known in index alone", vendor("index", "co.elastic.."));
        walls.put("models are called from inference alone",
                vendor("inference", "org.springframework.ai..", "com.openai..", "okhttp3.."));
        walls.put("Spring Security is known in web alone", vendor("web", "org.springframework.security.."));
        walls.put("CEL is known in policy alone", vendor("policy", "dev.cel.."));
        walls.put("commands are parsed in cli alone", vendor("cli", "picocli.."));
        walls.put("the pattern engine is known in redaction alone",
                vendor("redaction", "org.safere..", "com.google.i18n.phonenumbers.."));
        walls.put("only the gateway builds prompts and calls models", promptsAndModels());
        walls.put("what policy saw of subjects is opened by the gateway alone", noClasses().that()
                .resideOutsideOfPackages(BASE + ".audit..", BASE + ".gateway..")
                .should().dependOnClassesThat().belongToAnyOf(DecidedPage.class, DecidedRequest.class));
        walls.put("the Elasticsearch server is nowhere in the product",
                noClasses().should().dependOnClassesThat().resideInAnyPackage("org.elasticsearch..",
                        "org.apache.lucene.."));
        walls.put("nothing is named by what it is not", names());
        walls.put("domain rooms carry no framework", noClasses().that()
                .resideInAnyPackage(BASE + ".identity", BASE + ".document")
                .and().doNotHaveSimpleName("package-info")
                .should().dependOnClassesThat().resideInAnyPackage("org.springframework.."));
        walls.put("passages are retrieved under a filter and an admission", retrieval());
        return walls;
    }

    private static ArchRule vendor(String room, String... packages) {
        return noClasses().that().resideOutsideOfPackage(BASE + "." + room + "..")
                .should().dependOnClassesThat().resideInAnyPackage(packages);
    }

    private static ArchRule promptsAndModels() {
        DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.describe(
                "outside gateway and inference",
                type -> !type.getPackageName().startsWith(BASE + ".gateway")
                        && !type.getPackageName().startsWith(BASE + ".inference"));
        return noClasses().that(elsewhere)
                .should().dependOnClassesThat().belongToAnyOf(Inference.class, Prompt.class);
    }

    private static ArchRule names() {
        return classes().should(new ArchCondition<>("not end in Manager, Helper, Util, Utils, Impl, Dto or Service") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean wrong = type.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl|Dto|Service)");
                boolean room = type.getPackageName().matches(".*\\.(config|util|common|model|dto|service)(\\..*)?");
                events.add(new SimpleConditionEvent(type, !wrong && !room, type.getName()));
            }
        });
    }

    private static ArchRule retrieval() {
        return methods().that().areDeclaredIn(Retriever.class).and().arePublic()
                .should(new ArchCondition<>("take an admission, and a filter when they search") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        var types = method.getRawParameterTypes().stream().map(JavaClass::getName).toList();
                        boolean admission = types.contains(Admission.class.getName());
                        boolean filter = types.contains(AccessFilter.class.getName());
                        boolean holds = admission && (filter || method.getName().equals("readmit"));
                        events.add(new SimpleConditionEvent(method, holds, method.getFullName()));
                    }
                });
    }
}
