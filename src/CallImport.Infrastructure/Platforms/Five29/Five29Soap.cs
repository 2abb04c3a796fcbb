using System.Text;
using System.Xml;
using System.Xml.Linq;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>SOAP 1.1 as far as four operations need it. What is read is data: no document type, no entity, no address in it is followed.</summary>
internal static class Five29Soap
{
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Service = "http://service.admin.ws.five9.com/";

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static HttpContent Request(string operation, params XElement[] arguments)
    {
        var document = new XDocument(new XElement(
            Envelope + "Envelope",
            new XAttribute(XNamespace.Xmlns + "env", Envelope),
            new XAttribute(XNamespace.Xmlns + "ser", Service),
            new XElement(Envelope + "Header"),
            new XElement(Envelope + "Body", new XElement(Service + operation, arguments))));
        return new StringContent($"""<?xml version="1.0" encoding="UTF-8"?>{document.ToString(SaveOptions.DisableFormatting)}""", Encoding.UTF8, "text/xml");
    }

    /// <returns>The body; null for anything that is no envelope.</returns>
    public static XElement? BodyOf(byte[] answer)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(answer), Strict);
            return XDocument.Load(reader).Root is { Name.LocalName: "Envelope" } root ? root.Elements().FirstOrDefault(part => part.Name.LocalName == "Body") : null;
        }
        catch (XmlException)
        {
            // Its message can quote the answer.
            return null;
        }
    }

    /// <summary>What the operation returned.</summary>
    /// <exception cref="PlatformException">The answer is a fault, a refusal, or nothing that Five9 documents.</exception>
    public static XElement Result(PlatformAnswer answer, string operation, TimeProvider clock)
    {
        var body = BodyOf(answer.Json);
        return Five29Errors.Of(answer, body is null ? null : Five29Fault.In(body), clock) is { } refused ? throw refused
            : body?.Elements().FirstOrDefault(part => part.Name.LocalName == $"{operation}Response")
                ?? throw PlatformAnswer.Unusable(Five29Platform.Descriptor.DisplayName);
    }
}

/// <param name="Kind">Name of the fault, without "Fault": <c>OperationsLimitExceeded</c>; empty when it has none.</param>
/// <param name="Limit">Of the operation, where it was exceeded.</param>
internal sealed record Five29Fault(string Kind, int? Limit)
{
    private const string Suffix = "Fault";

    /// <returns>null when there is none</returns>
    public static Five29Fault? In(XElement body)
    {
        if (body.Elements().FirstOrDefault(part => part.Name.LocalName == "Fault") is not { } fault)
        {
            return null;
        }

        var detail = fault.Elements().FirstOrDefault(part => part.Name.LocalName == "detail")?.Elements().FirstOrDefault();
        var name = detail?.Name.LocalName ?? "";
        var limit = detail?.Elements().FirstOrDefault(part => part.Name.LocalName == "limit")?.Value;
        return new Five29Fault(name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name, int.TryParse(limit, out var count) ? count : null);
    }
}
