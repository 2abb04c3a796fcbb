using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Data;
using CallImport.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Web.Admin;

/// <summary>Runs one operator command: its answer is one JSON object on stdout, the log goes to stderr.</summary>
internal static class OperatorHost
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<int> RunAsync(string[] commandLine)
    {
        object answer;
        var succeeded = false;
        try
        {
            answer = await AnswerAsync(commandLine, CancellationToken.None);
            succeeded = answer is not IOperatorVerdict { Agrees: false };
        }
        catch (Exception fault) when (fault is OperatorMistakeException or StartRefusedException or CallFaultException)
        {
            answer = new Failure(fault.Message);
        }
        catch (Exception fault) when (fault is NpgsqlException or DbUpdateException or OperationCanceledException)
        {
            answer = new Failure($"The database could not do it: {fault.GetBaseException().Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            answer = new Failure($"A file could not be read or written: {fault.Message}");
        }

        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, Json));
        return succeeded ? 0 : 1;
    }

    private static async Task<object> AnswerAsync(string[] commandLine, CancellationToken cancellationToken)
    {
        var arguments = OperatorArguments.Parse(commandLine);
        var builder = ServerBuilder.Create([], isCommand: true);
        await using var database = await builder.AddCoreAsync(cancellationToken);
        builder.PointAtSandbox();
        builder.Services.AddOperatorCommands();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<IOperatorCommand>().ToList();
        var command = commands.Find(candidate => candidate.Verb == arguments.Verb)
            ?? throw new OperatorMistakeException($"There is no command '{arguments.Verb}'. Commands: {string.Join(", ", commands.Select(known => known.Verb))}.");

        await PrepareAsync(app.Services, migrates: command is not MigrateCommand, cancellationToken);
        return await command.RunAsync(arguments, cancellationToken);
    }

    /// <summary>The schema has to fit; keys and seeds are the server's business.</summary>
    private static async Task PrepareAsync(IServiceProvider services, bool migrates, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DatabasePatience);
        var start = services.GetRequiredService<DatabaseStart>();
        await start.WaitAsync(patience.Token);
        if (migrates && services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MigrateOnStart)
        {
            await start.MigrateAsync(cancellationToken);
        }
    }

    private sealed record Failure(string Error);
}
