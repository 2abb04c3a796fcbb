using CallImport.Domain.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Transcription;

internal static class TranscriptionServices
{
    /// <param name="works">Whether this node writes down what was ordered.</param>
    public static IServiceCollection AddTranscription(this IServiceCollection services, bool works)
    {
        services.AddSingleton<Ffmpeg>();
        services.AddSingleton<DatabaseAnswers>();
        services.AddSingleton<IAnsweredSpeech>(provider => provider.GetRequiredService<DatabaseAnswers>());
        services.AddSingleton<ITranscriber>(provider => provider.GetRequiredService<IOptions<TranscriptionOptions>>().Value.Provider switch
        {
            TranscriptionProvider.OpenAI => ActivatorUtilities.CreateInstance<ServiceTranscriber>(provider, ActivatorUtilities.CreateInstance<SpeechService>(provider)),
            _ => new NoTranscriber(),
        });
        services.AddSingleton<TranscribeCalls>();
        services.AddSingleton<TranscriptionOrders>();
        return works ? services.AddHostedService<TranscriptionWorker>() : services;
    }
}
