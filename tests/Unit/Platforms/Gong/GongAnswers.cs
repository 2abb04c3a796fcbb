using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Gong;

/// <summary>Answers as documented: https://help.gong.io/apidocs (API v2, operations listCallsExtensive and getCallTranscripts).</summary>
internal static class GongAnswers
{
    public const string Extensive = "POST /v2/calls/extensive";
    public const string Transcript = "POST /v2/calls/transcript";
    public const string Calls = "GET /v2/calls";

    public const string NothingFound = """{"requestId":"6z1ptav6gtwfkdnwqai","errors":["No calls found corresponding to the provided filters"]}""";

    /// <summary>Every field with a value that no other field has.</summary>
    public const string FullPage =
        """
        {"requestId":"4al018gzaztcr8nbukw",
         "records":{"totalRecords":263,"currentPageSize":100,"currentPageNumber":0,"cursor":"opaque-cursor-value"},
         "calls":[{
          "metaData":{"id":"17782342274025937895","url":"https://app.gong.io/call?id=7782342274025937895","title":"Acme - discovery",
           "scheduled":"2026-03-02T10:00:00-08:00","started":"2026-03-02T10:01:12-08:00","duration":1847,"primaryUserId":"234599484848423",
           "direction":"Conference","system":"Zoom","scope":"External","media":"Video","language":"eng","workspaceId":"623457276584334",
           "sdrDisposition":null,"clientUniqueId":"7JEHFRGXDDZFEW2FC4U","customData":null,"purpose":"Sales",
           "meetingUrl":"https://zoom.us/j/123?pwd=room-password","isPrivate":true,"calendarEventId":"abcde@google.com"},
          "parties":[
           {"id":"56825452554556","emailAddress":"rep@acme.test","name":"Ria Rep","title":"AE","userId":"234599484848423",
            "speakerId":"6432345678555530067","context":[],"affiliation":"Internal","phoneNumber":"+1 555 0100","methods":["Invitee","Attendee"]},
           {"id":"56825452554557","emailAddress":null,"name":"Caller","speakerId":2799001234567890123,"context":[],
            "affiliation":"External","phoneNumber":"+1 123-567-8989","methods":["Attendee"]}],
          "media":{"audioUrl":"https://media.example/a.mp3?sig=audio-signature","videoUrl":"https://media.example/v.mp4?sig=video-signature"}}]}
        """;

    /// <summary>As a live account answers for an imported call about which it knows nothing.</summary>
    public const string BarePage =
        """
        {"requestId":"4al018gzaztcr8nbukw","records":{"totalRecords":1},
         "calls":[{"metaData":{"id":7782342274025937895,"title":null,"url":null,"started":null,"scheduled":null,"duration":null,
           "direction":"Unknown","language":"und"}}]}
        """;

    public const string Transcripts =
        """
        {"requestId":"4al018gzaztcr8nbukw","records":{"totalRecords":1,"currentPageSize":1,"currentPageNumber":0},
         "callTranscripts":[{"callId":"1","transcript":[
          {"speakerId":"6432345678555530067","topic":"Objections","sentences":[
           {"start":460230,"end":462343,"text":"No wait, I think we should check that out first."},
           {"start":462400,"end":462000,"text":"Its end is before its start."}]},
          {"speakerId":null,"topic":null,"sentences":[{"start":10,"end":2010,"text":"Hello?"},{"start":20,"end":30,"text":" "}]}]},
          {"callId":"2","transcript":[]}]}
        """;

    public static string Page(string? cursor, params string[] ids)
    {
        var next = cursor is null ? "" : $",\"cursor\":\"{cursor}\"";
        var calls = ids.Select(id => $"{{\"metaData\":{{\"id\":\"{id}\",\"started\":\"2026-03-02T10:01:12Z\"}}}}");
        return $"{{\"requestId\":\"r\",\"records\":{{\"totalRecords\":{ids.Length}{next}}},\"calls\":[{string.Join(',', calls)}]}}";
    }

    public static string Errors(string sentence) => $"{{\"requestId\":\"r\",\"errors\":[\"{sentence}\"]}}";

    public static PlatformConnection Connection(string baseUrl = "https://api.gong.io") =>
        CannedVendor.Connection(baseUrl, null, ("accessKey", "the-access-key"), ("accessKeySecret", "the-key-secret"));

    public static PlatformTransport Transport(CannedVendor vendor) => new(vendor, TimeProvider.System);
}
