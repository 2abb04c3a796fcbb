using System.Text.Encodings.Web;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.EventStreams;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Http;
using CallImport.Web.GraphQL.Reference;
using CallImport.Web.GraphQL.Sockets;
using CallImport.Web.GraphQL.Streaming;
using GraphQL;
using GraphQL.SystemTextJson;

namespace CallImport.Web.GraphQL;

public static class GraphQLServices
{
    public static IServiceCollection AddGraphQLApi(this IServiceCollection services)
    {
        services.AddSingleton<CallImportSchema>();
        services.AddSingleton<RequestBounds>();
        services.AddSingleton<OutboundBudget>();
        services.AddSingleton<DocumentReader>();
        services.AddSingleton<FaultReport>();
        services.AddSingleton<GraphQLExecutor>();
        services.AddSingleton<GraphQLRequestReader>();
        services.AddSingleton<GraphQLAnswers>();
        services.AddSingleton<IGraphQLTextSerializer>(new GraphQLSerializer(
            json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, new ApiErrorInfo()));
        services.AddSingleton<ResultStream>();
        services.AddSingleton<StreamSeats>();
        services.AddSingleton<SocketOperationRunner>();
        services.AddSingleton<SocketGate>();
        services.AddSingleton<SocketAnswers>();
        services.AddSingleton<EventStreamAnswers>();
        services.AddSingleton(provider => new ApiReference(provider.GetRequiredService<CallImportSchema>()));
        services.AddSingleton<ApiSampleFinder>();
        return services;
    }

    public static void MapGraphQLApi(this IEndpointRouteBuilder endpoints) => endpoints.MapGraphQLOverHttp();
}
