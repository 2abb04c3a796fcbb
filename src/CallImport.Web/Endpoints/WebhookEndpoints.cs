using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Webhooks;
using Microsoft.AspNetCore.Http.Features;

namespace CallImport.Web.Endpoints;

/// <summary>
/// <c>POST /webhooks/{platform}/{connectionKey}</c>. Stands before sign-in: what platforms put into Authorization is their signature and no token of ours.
/// </summary>
public static class WebhookEndpoints
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int LongestName = 64;

    /// <summary>Rather an answer that makes the platform try again than none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddWebhookEndpoint(this IServiceCollection services) => services.AddSingleton<WebhookThrottle>();

    public static void UseWebhooks(this IApplicationBuilder app) => app.Map("/webhooks", hooks => hooks.Run(TakeAsync));

    private static async Task TakeAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context);
        context.Response.StatusCode = answer.Status;
        if (context.Response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "10";
        }

        foreach (var (name, value) in answer.Reply?.Headers ?? new Dictionary<string, string>())
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Reply?.Json is { } json)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(json, context.RequestAborted);
        }
    }

    private static async Task<Answered> AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (context.Request.Path.Value?.Split('/') is not ["", { Length: > 0 and <= LongestName } platform, { Length: > 0 and <= LongestName } key])
        {
            return StatusCodes.Status404NotFound;
        }

        using var room = context.RequestServices.GetRequiredService<WebhookThrottle>().Enter(context.Connection.RemoteIpAddress, key);
        if (!room.IsAcquired)
        {
            return StatusCodes.Status429TooManyRequests;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            return await TakeAsync(context, platform, key, patience.Token);
        }
        catch (BadHttpRequestException tooMuch)
        {
            return tooMuch.StatusCode;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception fault) when (CallFates.IsDatabase(fault))
        {
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task<Answered> TakeAsync(HttpContext context, string platform, string key, CancellationToken cancellationToken)
    {
        var take = context.RequestServices.GetRequiredService<TakeWebhook>();
        if (await take.FindAsync(platform, key, cancellationToken) is not { } webhook)
        {
            return StatusCodes.Status404NotFound;
        }

        // Only now: a stranger makes us read nothing.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (take.Answer(webhook, headers, body.ToArray(), now) is { } reply)
        {
            return new Answered(StatusCodes.Status200OK, reply);
        }

        return await take.ExecuteAsync(webhook, headers, body.ToArray(), now, cancellationToken) == WebhookFate.Kept
            ? StatusCodes.Status204NoContent
            : StatusCodes.Status401Unauthorized;
    }

    private readonly record struct Answered(int Status, WebhookReply? Reply = null)
    {
        public static implicit operator Answered(int status) => new(status);
    }
}
