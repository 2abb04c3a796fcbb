using System.Net;
using Amazon.Runtime;
using Azure;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>Requests to an object store have an end, and what goes wrong with them is told for people.</summary>
/// <param name="section">Of the configuration, for whoever has to look there.</param>
internal sealed class BucketRequests(string section, TimeProvider clock)
{
    /// <summary>With all tries of one request. A copy takes the store as long as its size wants.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), PatienceWithCopies = TimeSpan.FromMinutes(15);

    private const string GoesOn = "Imports go on by themselves once it works again.";

    /// <summary>MinIO and its relatives have codes of their own.</summary>
    private static readonly string[] FullCodes = ["QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "AccountRequiresMoreStorage"];

    /// <exception cref="CallFaultException">Class storage.</exception>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) => AskAsync(ask, Patience, cancellationToken);

    /// <exception cref="CallFaultException">Class storage.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && IsFault(fault))
        {
            throw new CallFaultException(FailureClass.Storage, Reason(fault), fault);
        }
    }

    /// <summary>
    /// As <see cref="AskAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>; null when there is no such object, or the store does not know such a
    /// question: not every one can list uploads or abort them.
    /// </summary>
    public async Task<T?> FindAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(ask, cancellationToken);
        }
        catch (CallFaultException fault) when (AnswerIn(fault.InnerException).Status
            is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)
        {
            return null;
        }
    }

    /// <returns>what the store has answered, and its code for it; default when it has not</returns>
    public static (HttpStatusCode Status, string? Code) AnswerIn(Exception? fault) => fault switch
    {
        AmazonServiceException refused => (refused.StatusCode, refused.ErrorCode),
        RequestFailedException refused => ((HttpStatusCode)refused.Status, refused.ErrorCode),
        AggregateException several => AnswerIn(several.InnerExceptions[^1]),
        _ => default,
    };

    private static bool IsFault(Exception fault) =>
        fault is AmazonServiceException or AmazonClientException or RequestFailedException or AggregateException or HttpRequestException or IOException or OperationCanceledException;

    private string Reason(Exception fault) => AnswerIn(fault) switch
    {
        (HttpStatusCode.InsufficientStorage, _) => Full,
        (_, { } code) when FullCodes.Contains(code) => Full,
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) =>
            $"The store for recordings does not accept the keys of {section}, or does not let them read, write, list and delete. {GoesOn}",
        (_, "NoSuchBucket" or "ContainerNotFound") => $"The bucket of {section} does not exist. {GoesOn}",
        ( >= HttpStatusCode.Continue, _) and var (status, _) => $"The store for recordings answers with HTTP {(int)status}. {GoesOn}",
        _ => $"The store for recordings cannot be reached. {GoesOn}",
    };

    private static string Full => "The store for recordings is full. Imports go on by themselves once there is room.";
}
