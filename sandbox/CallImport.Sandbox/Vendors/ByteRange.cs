using Microsoft.Net.Http.Headers;

namespace CallImport.Sandbox.Vendors;

/// <summary>The part of a recording that a request asks for.</summary>
internal sealed record ByteRange(long From, long Count, bool IsPart)
{
    /// <summary>Null when the asked part lies outside. Several parts, and parts of another version, give the whole.</summary>
    public static ByteRange? Of(HttpRequest request, EntityTagHeaderValue etag, long length)
    {
        var whole = new ByteRange(0, length, IsPart: false);
        var headers = request.GetTypedHeaders();
        if (headers.Range is not { Ranges.Count: 1 } wanted || wanted.Unit != "bytes")
        {
            return whole;
        }

        if (headers.IfRange is { } condition && condition.EntityTag?.Compare(etag, useStrongComparison: true) != true)
        {
            return whole;
        }

        var part = wanted.Ranges.First();
        var (from, to) = part switch
        {
            { From: null, To: { } last } => (Math.Max(0, length - last), length - 1),
            { From: { } first } => (first, Math.Min(part.To ?? length - 1, length - 1)),
            _ => (0, length - 1),
        };
        return from >= length || from > to ? null : new ByteRange(from, to - from + 1, IsPart: true);
    }
}
