using System.Net;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What can be wrong with a place for files and with the report service; the same tables are in docs/platforms/five29.md.</summary>
internal static class Five29Errors
{
    public const string SessionClosed = "SessionClosed";

    /// <summary>Largest numbers that Five9 documents for a minute and for an hour; what is larger is a limit of the day.</summary>
    private const int MostPerMinute = 20;
    private const int MostPerHour = 200;

    private static string Name => Five29Platform.Descriptor.DisplayName;

    /// <summary>The fault decides; the status only where there is none.</summary>
    public static PlatformException? Of(PlatformAnswer answer, Five29Fault? fault, TimeProvider clock) => fault is null ? OfStatus(answer) : fault.Kind switch
    {
        _ when answer.Status == HttpStatusCode.Unauthorized => OfStatus(answer),
        "AccessDisallowed" => new(
            FailureClass.AuthExpired, "Five9 does not let this account use its web services. Ask Five9's support to switch them on, and give the user the role VCC Administrator."),
        SessionClosed => new(FailureClass.Transient, "Somebody else used the same Five9 user at the same moment. Give the report service a user of its own."),
        "OperationsLimitExceeded" => LimitReached(fault.Limit, clock),
        "ReportNotFound" => new(
            FailureClass.Permanent, "Five9 has no report \"Call Log\" in the folder \"Call Log Reports\", or this user may not run it.", PlatformFault.UnusableAnswer),
        "ResultIsNotReady" => new(FailureClass.Transient, "Five9 has not finished the call log yet.", innerException: new Five29ResultIsNotReadyException()),
        "UnknownIdentifier" => new(FailureClass.Transient, "Five9 no longer knows the report that it has run. It is run again."),
        "InvalidDateRange" or "MissedArgument" => new(FailureClass.Permanent, "Five9 refused the request for the call log as malformed."),
        _ => new(FailureClass.Transient, "Five9's report service had an error of its own.", retryAfter: answer.RetryAfter),
    };

    private static PlatformException? OfStatus(PlatformAnswer answer) => (int)answer.Status switch
    {
        >= 200 and <= 299 => null,
        401 => new(
            FailureClass.AuthExpired, "Five9 does not accept this user and password. Five9 locks users after some wrong passwords: it is not tried again before they are entered anew."),
        403 => new(FailureClass.AuthExpired, "This Five9 user may not use the web services. It needs the role VCC Administrator."),
        404 => new(FailureClass.Permanent, "There is no report service of Five9 at this address.", PlatformFault.UnusableAnswer),
        408 => new(FailureClass.Transient, "Five9 gave up waiting for the request."),
        429 => new(FailureClass.RateLimited, "Five9 asked to slow down.", retryAfter: answer.RetryAfter ?? RetryAfterHeader.Default),
        >= 500 => new(FailureClass.Transient, $"Five9 had an error of its own ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        >= 300 and < 400 => PlatformAnswer.Unusable(Name),
        _ => new(FailureClass.Permanent, $"Five9 refused the request ({(int)answer.Status})."),
    };

    /// <summary>Five9 counts by the clock of its data center; a day is waited for by the hour, because nobody knows when it begins there.</summary>
    private static PlatformException LimitReached(int? limit, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return limit switch
        {
            <= MostPerMinute => new(FailureClass.RateLimited, "Five9 runs no more reports this minute.", retryAfter: TimeSpan.FromMinutes(1)),
            <= MostPerHour => new(FailureClass.RateLimited, "Five9 runs no more reports this hour.", retryAfter: Until(now, TimeSpan.FromHours(1))),
            _ => new(
                FailureClass.RateLimited, "Five9 runs no more reports today; it is asked again every hour.", PlatformFault.DailyQuotaUsed, Until(now, TimeSpan.FromHours(1))),
        };
    }

    private static TimeSpan Until(DateTimeOffset now, TimeSpan step) => step - TimeSpan.FromTicks(now.UtcTicks % step.Ticks) + TimeSpan.FromSeconds(5);

    public static PlatformException NoPlace() => new(
        FailureClass.Transient, "The place for dropped files is not there at the moment. An operator has to look after FileDrops:Root.", PlatformFault.Unreachable);

    public static PlatformException NoDrop() => new(
        FailureClass.AuthExpired, "This workspace has no drop folder of that name. Upload files into it, have the operator set it up, or name another one.");

    public static PlatformException NoBucket() => new(
        FailureClass.AuthExpired, "A bucket takes an access key, a secret key, and an address such as https://s3.us-east-1.amazonaws.com.");

    public static PlatformException NoZone(string text) => new(
        FailureClass.Permanent, $"\"{(text.Length > 60 ? text[..60] : text)}\" is no time zone. Write a name such as America/New_York or a distance such as UTC-5.", PlatformFault.UnusableAnswer);

    public static PlatformException Gone() => new(
        FailureClass.Transient, "The recording was taken out of the drop folder meanwhile.", PlatformFault.LocationExpired);

    public static PlatformException NoPassword() => new(
        FailureClass.AuthExpired, "User name and password of the report service belong together; one of them is missing.");

    public static async Task<T> GuardedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new PlatformException(
                FailureClass.Transient, "This server may not read everything in the drop folder. An operator has to correct its rights.", PlatformFault.Unreachable, innerException: denied);
        }
        catch (IOException fault)
        {
            throw new PlatformException(FailureClass.Transient, "The drop folder cannot be read at the moment.", PlatformFault.Unreachable, innerException: fault);
        }
    }
}

/// <summary>Marks the refusal that only means to wait.</summary>
internal sealed class Five29ResultIsNotReadyException : Exception;
