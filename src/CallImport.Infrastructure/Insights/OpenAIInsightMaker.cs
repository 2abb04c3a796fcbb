using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using CallImport.Domain.Calls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace CallImport.Infrastructure.Insights;

/// <summary>
/// Summary, action items and topics by a language model behind any server that speaks the OpenAI protocol; everything that can be
/// measured is measured here. An answer that is late, wrong or missing costs nothing but the better words: the local ones stand in.
/// </summary>
public sealed partial class OpenAIInsightMaker : IInsightMaker
{
    /// <summary>A summary is not worth more waiting than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LocalInsightMaker local;
    private readonly ILogger<OpenAIInsightMaker> logger;
    private readonly ChatClient chat;

    public OpenAIInsightMaker(LocalInsightMaker local, IOptions<InsightsOptions> options, ILogger<OpenAIInsightMaker> logger)
    {
        (this.local, this.logger) = (local, logger);
        var server = options.Value.OpenAI;

        // The client insists on a key; servers that ask for none ignore it.
        var key = new ApiKeyCredential(server.ApiKey.Length > 0 ? server.ApiKey : "none");
        chat = new ChatClient(server.Model, key, new OpenAIClientOptions
        {
            Endpoint = server.BaseUrl,
            NetworkTimeout = Patience,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 1),
        });
    }

    public async Task<CallInsights> MakeAsync(Transcript transcript, IReadOnlyList<Participant> participants, CancellationToken cancellationToken)
    {
        var measured = await local.MakeAsync(transcript, participants, cancellationToken);
        if (transcript.Segments.Count == 0)
        {
            return measured;
        }

        try
        {
            var completion = await chat.CompleteChatAsync(
                [ChatMessage.CreateSystemMessage(InsightPrompt.Instructions), ChatMessage.CreateUserMessage(InsightPrompt.Text(transcript))],
                new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat(), MaxOutputTokenCount = 1_500 },
                cancellationToken);
            var answer = InsightPrompt.Read(string.Concat(completion.Value.Content.Select(part => part.Text)));
            return measured with { Summary = answer.Summary, ActionItems = answer.ActionItems, Topics = answer.Topics };
        }
        catch (ClientResultException refused)
        {
            Log.Refused(logger, refused.Status);
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException or IOException or AggregateException or FormatException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Failed(logger, failure.GetType().Name);
        }

        return measured;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The insights server answered {Status}; this call gets the local insights")]
        public static partial void Refused(ILogger logger, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The insights server gave no usable answer ({Failure}); this call gets the local insights")]
        public static partial void Failed(ILogger logger, string failure);
    }
}
