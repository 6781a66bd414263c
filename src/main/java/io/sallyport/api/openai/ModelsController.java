package io.sallyport.api.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.sallyport.api.Requests;
import io.sallyport.gateway.Gateway;
import io.sallyport.gateway.Terms;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// `GET /v1/models`: only those the subject may use; any other looks unknown.
@RestController
class ModelsController {

    private final Gateway gateway;

    ModelsController(Gateway gateway) {
        this.gateway = gateway;
    }

    @GetMapping("/v1/models")
    Map<String, Object> models(HttpServletRequest request) {
        var models = usable(request).stream().map(ModelsController::model).toList();
        return Map.of("object", "list", "data", models);
    }

    @GetMapping("/v1/models/{model}")
    Map<String, Object> model(HttpServletRequest request, @PathVariable("model") String model) {
        if (!usable(request).contains(model)) {
            throw new ProblemException(Problem.notFound());
        }
        return model(model);
    }

    private Set<String> usable(HttpServletRequest request) {
        var terms = new Terms(Requests.statedPurpose(request), Optional.empty(), Set.of());
        return gateway.models(Requests.subject(request), terms);
    }

    private static Map<String, Object> model(String id) {
        var model = new LinkedHashMap<String, Object>();
        model.put("id", id);
        model.put("object", "model");
        model.put("created", 0);
        model.put("owned_by", "sallyport");
        return Map.copyOf(model);
    }
}
