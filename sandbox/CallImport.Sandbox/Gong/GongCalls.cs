using System.Globalization;
using System.Text.Json;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>The four operations that read calls.</summary>
internal sealed class GongCalls(
    GongDirectory directory, GongLists lists, GongMapper mapper, MediaUrls media, FaultBook faults, SandboxOptions options)
{
    private readonly JsonSerializerOptions _json = options.Gong.ExplicitNulls ? GongJson.Plain : GongJson.WithoutNulls;

    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var filter = new CallsFilter
        {
            FromDateTime = query["fromDateTime"].FirstOrDefault(),
            ToDateTime = query["toDateTime"].FirstOrDefault(),
            WorkspaceId = query["workspaceId"].FirstOrDefault(),
        };
        var question = new GongQuestion("calls", GongScopes.Basic, filter, query["cursor"].FirstOrDefault()) { ByCalendar = true };
        return lists.AnswerAsync(context, question, page => new CallsAnswer(
            page.RequestId, page.Records, [.. page.Calls().Select(call => mapper.MetaData(page.Company, call))]), _json);
    }

    public async Task GetAsync(HttpContext context, string id)
    {
        var caller = GongCaller.Of(context);
        if (!caller.May(GongScopes.Basic))
        {
            await GongErrors.WriteAsync(context, 401, $"The access token lacks the scope {GongScopes.Basic}");
        }
        else if (!id.All(char.IsAsciiDigit))
        {
            await GongErrors.WriteAsync(context, 400, $"id: '{id}' is not a number");
        }
        else if (caller.SeesCalls && caller.Company.World.Find(id) is { } index)
        {
            var call = caller.Company.World.Call(index);
            await GongErrors.WriteAsync(context, new CallAnswer(GongErrors.RequestId(context), mapper.MetaData(caller.Company, call)), _json);
        }
        else
        {
            await GongErrors.WriteAsync(context, 404, GongErrors.NoCalls);
        }
    }

    public async Task ExtensiveAsync(HttpContext context)
    {
        if (await GongLists.ReadBodyAsync(context) is not { Filter: { } filter } request)
        {
            return;
        }

        var fields = request.ContentSelector?.ExposedFields;
        var withMedia = fields?.Media == true && GongCaller.Of(context).May(GongScopes.Media);
        var question = new GongQuestion("extensive", GongScopes.Extensive, filter, request.Cursor);
        await lists.AnswerAsync(context, question, page => new ExtensiveAnswer(page.RequestId, page.Records, [.. page.Calls().Select(call =>
            new ExtensiveCall
            {
                MetaData = mapper.MetaData(page.Company, call),
                Context = request.ContentSelector?.Context is null or "None" ? null : Deal(call),
                Parties = fields?.Parties == true ? mapper.Parties(call) : null,
                Content = fields?.Content is { } content ? GongMapper.Content(call, content) : null,
                Interaction = fields?.Interaction is { } interaction ? GongMapper.Interaction(call, interaction) : null,
                Media = withMedia && directory.HasRecording(call) ? new CallMedia(MediaUrl(context.Request, page.Company, call)) : null,
            })]), _json);
    }

    public async Task TranscriptsAsync(HttpContext context)
    {
        if (await GongLists.ReadBodyAsync(context) is not { Filter: { } filter } request)
        {
            return;
        }

        var question = new GongQuestion("transcript", GongScopes.Transcript, filter, request.Cursor);
        await lists.AnswerAsync(context, question, page =>
        {
            var transcripts = page.Calls().Where(HasTranscript).Select(GongMapper.Transcript).ToList();
            return transcripts.Count == 0 && page.Records.Cursor is null && page.Records.CurrentPageNumber == 0
                ? null
                : new TranscriptsAnswer(page.RequestId, page.Records with { CurrentPageSize = transcripts.Count }, transcripts);
        }, _json);
    }

    private string MediaUrl(HttpRequest request, GongCompany company, WorldCall call) =>
        media.Sign(request, $"{GongPaths.Media}/{company.Slug}/{call.Id}.mp3", options.Gong.MediaUrlSeconds).Url;

    private bool HasTranscript(WorldCall call) =>
        faults.Lasting(FaultKind.MissingTranscript, GongPaths.Vendor, call.Id) is null && !faults.IsTranscriptLate(GongPaths.Vendor, call.Id);

    private static IReadOnlyList<CallContext> Deal(WorldCall call)
    {
        var customer = Chance.Hash(call.Cast.Customer).ToString("X16", CultureInfo.InvariantCulture);
        return [new CallContext("Salesforce", [
            new CallContextObject("Account", $"001{customer[..12]}", [], "Now"),
            new CallContextObject("Opportunity", $"006{customer[4..]}", [], "Now")])];
    }
}
