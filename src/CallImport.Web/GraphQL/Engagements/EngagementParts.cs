using CallImport.Domain.Calls;
using CallImport.Infrastructure.Engagements;
using CallImport.Web.GraphQL.Bounds;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Engagements;

internal sealed class ParticipantGraphType : ObjectGraphType<Participant>
{
    public ParticipantGraphType()
    {
        Name = "Participant";
        Description = "Somebody who took part in a call.";
        Field(person => person.Name, type: typeof(StringGraphType)).Description("Name.");
        Field(person => person.Email, type: typeof(StringGraphType)).Description("E-mail address.");
        Field(person => person.Phone, type: typeof(StringGraphType)).Description("Telephone number.");
    }
}

internal sealed class TranscriptGraphType : ObjectGraphType<SourcedTranscript>
{
    public TranscriptGraphType()
    {
        Name = "Transcript";
        Description = "What was said.";
        Field(transcript => transcript.Source, type: typeof(NonNullGraphType<StringGraphType>))
            .Description("source: the platform's own; speech_to_text: made here from the recording.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TranscriptSegmentGraphType>>>>("segments").Description("In order of time.").Expects(50)
            .Resolve(context => context.Source.Segments);
    }
}

internal sealed class TranscriptSegmentGraphType : ObjectGraphType<TranscriptSegment>
{
    public TranscriptSegmentGraphType()
    {
        Name = "TranscriptSegment";
        Description = "What one person said at a stretch.";
        Field(segment => segment.Speaker, type: typeof(NonNullGraphType<StringGraphType>)).Description("Name shown; Speaker 1 and so on where the source knows none.");
        Field(segment => segment.StartMs, type: typeof(NonNullGraphType<IntGraphType>)).Description("Milliseconds from the start of the recording.");
        Field(segment => segment.EndMs, type: typeof(IntGraphType)).Description("Milliseconds; null where the source gives no end.");
        Field(segment => segment.Text, type: typeof(NonNullGraphType<StringGraphType>)).Description("The words.");
    }
}

internal sealed class InsightsGraphType : ObjectGraphType<CallInsights>
{
    public InsightsGraphType()
    {
        Name = "Insights";
        Description = "What can be said about a call from its transcript.";
        Field(insights => insights.Summary, type: typeof(NonNullGraphType<StringGraphType>)).Description("The call in a few sentences.");
        Field(insights => insights.ActionItems, type: typeof(NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>))
            .Description("What somebody said they would do.");
        Field(insights => insights.Topics, type: typeof(NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>)).Description("What it was about.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TalkShareGraphType>>>>("talkRatio").Description("Who talked how much.").Expects(4)
            .Resolve(context => context.Source.TalkRatio);
    }
}

internal sealed class TalkShareGraphType : ObjectGraphType<TalkShare>
{
    public TalkShareGraphType()
    {
        Name = "TalkShare";
        Description = "How much somebody talked.";
        Field(share => share.Speaker, type: typeof(NonNullGraphType<StringGraphType>)).Description("Name shown.");
        Field(share => share.Ratio, type: typeof(NonNullGraphType<FloatGraphType>)).Description("Share of the talking time, 0 to 1.");
    }
}
