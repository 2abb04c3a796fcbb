using CallImport.Web.Admin;
using CallImport.Web.Auth;
using CallImport.Web.Components;
using CallImport.Web.Endpoints;
using CallImport.Web.GraphQL;
using CallImport.Web.Hosting;

return args is ["admin", .. var command]
    ? await OperatorHost.RunAsync(command)
    : await StartGuard.RunAsync(async cancellationToken =>
    {
        var builder = ServerBuilder.Create(args, isCommand: false);
        await using var database = await builder.AddCoreAsync(cancellationToken);
        await using var sandbox = await builder.AddSandboxAsync(cancellationToken);
        builder.AddServer();
        builder.AddDemo(isEmbedded: database is not null);
        builder.AddEngine();
        builder.Services.AddWebhookEndpoint();
        builder.Services.AddHealth();
        builder.Services.AddSignIn(builder.IsHttps());
        builder.Services.AddComponents();
        builder.Services.AddGraphQLApi();

        await using var app = builder.Build();
        await app.PrepareAsync(cancellationToken);
        app.MapServer();
        await app.RunAsync(cancellationToken);
        return 0;
    });
