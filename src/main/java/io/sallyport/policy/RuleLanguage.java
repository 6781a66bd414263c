package io.sallyport.policy;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;

import io.sallyport.document.Field;
import io.sallyport.document.FieldType;

/// CEL over one vocabulary: checks the source of rules and plans them. Costly to make, made once for a bundle.
final class RuleLanguage {

    static final String SUBJECT = "subject";
    static final String DOCUMENT = "document";
    static final String REQUEST = "request";
    static final String MODEL = "model";
    static final String LEVEL = "level";

    static final Set<String> VARIABLES = Set.of(SUBJECT, DOCUMENT, REQUEST, MODEL, LEVEL);

    /// Macro calls are kept so that `exists` and `all` can be recognised; the planner needs mixed number comparison.
    private static final CelOptions OPTIONS = CelOptions.current()
            .populateMacroCalls(true)
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(4096)
            .maxParseRecursionDepth(64)
            .comprehensionMaxIterations(10_000)
            .build();

    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.sets(OPTIONS))
            .build();

    private final CelCompiler requests;
    private final CelCompiler documents;
    private final CelCompiler obligations;

    /// What a rule may read.
    enum Stage {
        REQUEST, DOCUMENT, OBLIGATION
    }

    RuleLanguage(Vocabulary vocabulary) {
        var types = types(vocabulary);
        requests = compiler(types, "Request").build();
        documents = compiler(types, "Request").addVar(DOCUMENT, StructTypeReference.create("Document")).build();
        obligations = compiler(types, "ObligedRequest").build();
    }

    private CelCompiler compiler(Stage stage) {
        return switch (stage) {
            case REQUEST -> requests;
            case DOCUMENT -> documents;
            case OBLIGATION -> obligations;
        };
    }

    /// The checked syntax tree, absent after reporting why there is none.
    Optional<CelAbstractSyntaxTree> check(Stage stage, CelText source) {
        var result = compiler(stage).compile(source.text());
        if (isReported(result.getErrors(), source)) {
            return Optional.empty();
        }
        var tree = tree(result);
        return isReported(literals(stage, tree).getErrors(), source) || hidesVariable(tree, source)
                ? Optional.empty()
                : Optional.of(tree);
    }

    /// The whole tree, ready to evaluate.
    Expression plan(CelAbstractSyntaxTree tree) {
        try {
            return new Expression(runtime.createProgram(tree), tree, this);
        } catch (CelEvaluationException unplanned) {
            throw new IllegalStateException("CEL plans whatever it has checked", unplanned);
        }
    }

    /// A part of a checked tree, ready to evaluate by itself.
    Expression plan(CelAbstractSyntaxTree tree, CelExpr part) {
        return plan(CelAbstractSyntaxTree
                .newCheckedAst(part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()));
    }

    private CelValidationResult literals(Stage stage, CelAbstractSyntaxTree tree) {
        return CelValidatorFactory.standardCelValidatorBuilder(compiler(stage), runtime)
                .addAstValidators(
                        RegexLiteralValidator.INSTANCE,
                        TimestampLiteralValidator.INSTANCE,
                        DurationLiteralValidator.INSTANCE)
                .build()
                .validate(tree);
    }

    private static boolean isReported(List<CelIssue> errors, CelText source) {
        errors.forEach(error -> source.problem(error.getSourceLocation(), error.getMessage()));
        return !errors.isEmpty();
    }

    /// An element variable called `document` would make a part of a rule look as if it read the document, or not.
    private static boolean hidesVariable(CelAbstractSyntaxTree tree, CelText source) {
        var hiding = SyntaxTrees.elementVariables(tree).filter(VARIABLES::contains).sorted().toList();
        hiding.forEach(
                name -> source.problem(
                        CelSourceLocation.of(1, 0),
                        "the element variable '%s' hides the variable of that name".formatted(name)));
        return !hiding.isEmpty();
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException impossible) {
            throw new IllegalStateException("a result without errors has a tree", impossible);
        }
    }

    private static CelCompilerBuilder compiler(CelTypes types, String request) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.sets(OPTIONS))
                .setTypeProvider(types)
                .addVar(SUBJECT, StructTypeReference.create("Subject"))
                .addVar(REQUEST, StructTypeReference.create(request))
                .addVar(MODEL, StructTypeReference.create("Model"))
                .addVar(LEVEL, StructTypeReference.create("Level"))
                .setResultType(SimpleType.BOOL);
    }

    private static CelTypes types(Vocabulary vocabulary) {
        var request = types(vocabulary.request(), RequestField::fieldName, RequestField::type);
        var obliged = new LinkedHashMap<>(request);
        obliged.put(RequestField.CLASSIFICATION, CelTypes.of(FieldType.LEVEL));
        var schema = vocabulary.schema();
        return CelTypes.of(
                Map.of(
                        "Request",
                        request,
                        "ObligedRequest",
                        obliged,
                        "Subject",
                        types(vocabulary.subject(), SubjectField::name, SubjectField::type),
                        "Document",
                        types(schema.fields().values(), Field::name, Field::type),
                        "Model",
                        types(vocabulary.model().entrySet(), Map.Entry::getKey, Map.Entry::getValue),
                        "Level",
                        types(schema.levels(), level -> level, level -> FieldType.LEVEL)));
    }

    private static <T> Map<String, CelType> types(
            Collection<T> fields,
            Function<T, String> name,
            Function<T, FieldType> type) {
        return fields.stream().collect(toMap(name, field -> CelTypes.of(type.apply(field))));
    }
}
