using CallImport.Infrastructure.Engagements;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Platforms;
using CallImport.Web.GraphQL.Types;
using CallImport.Web.Hosting;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Engagements;

internal sealed class EngagementGraphType : ObjectGraphType<LibraryCall>
{
    public EngagementGraphType()
    {
        Name = "Engagement";
        Description = "A call in the library.";
        Field(call => call.Id, type: typeof(NonNullGraphType<IdGraphType>)).Description("For engagement.");
        Field(call => call.Title, type: typeof(StringGraphType)).Description("As the platform calls it.");
        Field(call => call.StartedAt, type: typeof(NonNullGraphType<UtcTimeGraphType>)).Description("When it took place.");
        Field(call => call.DurationSeconds, type: typeof(IntGraphType)).Description("How long it was.");
        Field(call => call.SourcePlatform, type: typeof(NonNullGraphType<ImportPlatformGraphType>)).Description("Where it came from.");
        Field(call => call.SourceCallId, type: typeof(NonNullGraphType<StringGraphType>)).Description("Its id at the platform.");
        Field<StringGraphType>("sourceUrl").Description("The call in the platform's own application.").Resolve(context => context.Source.SourceUrl?.ToString());
        Field<StringGraphType>("recordingUrl").Description("Where the recording is fetched with the same authorization, in ranges too; null when there is none.")
            .Resolve(context => context.Source.Recording is null ? null : context.Service<HostSettings>().App.Absolute($"/recordings/{context.Source.Id}"));
        Field<FloatGraphType>("recordingBytes").Description("Length of the recording in bytes; a whole number that may exceed what an Int holds.").Resolve(context => context.Source.Recording?.Bytes);
        Field<StringGraphType>("recordingSha256").Description("SHA-256 of the recording, 64 lower-case hex digits: byte for byte what the source served.")
            .Resolve(context => context.Source.Recording?.Sha256);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ParticipantGraphType>>>>("participants").Description("Who took part.").Expects(4)
            .Resolve(context => context.Source.Participants);
        Field<TranscriptGraphType>("transcript").Description("What was said; null when there is no transcript.")
            .Resolve(context => context.Source.IsTranscriptRead ? context.Source.Transcript : Transcripts(context).Ask(context.Source.Id));
        Field<InsightsGraphType>("insights").Description("What can be said about the call from its transcript; null without one.")
            .Resolve(context => context.Source.Insights);
    }

    private static Batch<Guid, SourcedTranscript> Transcripts(IResolveFieldContext context)
    {
        var (engagements, actor) = (context.Service<EngagementQueries>(), context.Actor());
        return context.Batch(() => new Batch<Guid, SourcedTranscript>((ids, token) => engagements.TranscriptsAsync(actor, ids, token)));
    }
}

internal sealed class EngagementConnectionGraphType() : ConnectionGraphType<LibraryCall, EngagementGraphType>(
    "EngagementConnection", "Calls of the library, newest first.", $"Calls found over all pages; counting stops at {EngagementPage.CountLimit}.");
