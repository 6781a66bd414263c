package io.sallyport.dev.elasticsearch.plugin;

import java.io.IOException;
import java.util.List;

import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/// Answers `GET /` and `HEAD /` with the fields that the clients' `info()` and `ping()` expect.
final class WelcomeHandler extends BaseRestHandler {
    private final ClusterService cluster;

    WelcomeHandler(ClusterService cluster) {
        this.cluster = cluster;
    }

    @Override
    public String getName() {
        return "welcome";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(Method.GET, "/"), new Route(Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> channel.sendResponse(new RestResponse(RestStatus.OK, welcome(channel.newBuilder())));
    }

    private XContentBuilder welcome(XContentBuilder json) throws IOException {
        json.startObject();
        json.field("name", cluster.getNodeName());
        json.field("cluster_name", cluster.getClusterName().value());
        json.field("cluster_uuid", cluster.state().metadata().clusterUUID());
        version(json.startObject("version")).endObject();
        json.field("tagline", "You Know, for Search");
        return json.endObject();
    }

    private static XContentBuilder version(XContentBuilder json) throws IOException {
        var build = Build.current();
        json.field("number", build.qualifiedVersion());
        json.field("build_flavor", build.flavor());
        json.field("build_type", build.type().displayName());
        json.field("build_hash", build.hash());
        json.field("build_date", build.date());
        json.field("build_snapshot", build.isSnapshot());
        json.field("lucene_version", IndexVersion.current().luceneVersion().toString());
        json.field("minimum_wire_compatibility_version", build.minWireCompatVersion());
        return json.field("minimum_index_compatibility_version", build.minIndexCompatVersion());
    }
}
