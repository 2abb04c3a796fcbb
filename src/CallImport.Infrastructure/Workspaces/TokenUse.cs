using System.Threading.Channels;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Writes down when a token was last used: at most once a minute each, behind the back of the request.</summary>
public sealed partial class TokenUse(IDbContextFactory<CallImportDbContext> databases, TimeProvider clock, ILogger<TokenUse> logger) : BackgroundService
{
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly Channel<Guid> used = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Never waits; what does not fit in is noted the next time.</summary>
    public void Note(TokenBearer? bearer)
    {
        if (bearer is not null && !(bearer.LastUsedAt > clock.GetUtcNow() - Precision))
        {
            used.Writer.TryWrite(bearer.TokenId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in used.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(id, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.NotWritten(logger, id, fault);
            }
        }
    }

    private async Task WriteAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = now - Precision;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.ApiTokens
            .Where(token => token.Id == id && (token.LastUsedAt == null || token.LastUsedAt < due))
            .ExecuteUpdateAsync(token => token.SetProperty(row => row.LastUsedAt, now), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of token {TokenId} could not be written.")]
        public static partial void NotWritten(ILogger logger, Guid tokenId, Exception fault);
    }
}
