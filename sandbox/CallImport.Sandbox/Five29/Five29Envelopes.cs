using System.Security;
using System.Text;

namespace CallImport.Sandbox.Five29;

/// <summary>SOAP 1.1 as Five9 writes it.</summary>
internal static class Five29Envelopes
{
    private const string Start = """<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ser="http://service.admin.ws.five9.com/"><env:Header/><env:Body>""";
    private const string End = "</env:Body></env:Envelope>";

    /// <param name="content">XML.</param>
    public static Task ResponseAsync(HttpContext context, string operation, string content) =>
        WriteAsync(context, StatusCodes.Status200OK, "text/xml; charset=utf-8", $"{Start}<ser:{operation}Response>{content}</ser:{operation}Response>{End}");

    /// <param name="details">XML beside the message.</param>
    public static Task FaultAsync(HttpContext context, string fault, string message, string details = "") => WriteAsync(
        context,
        StatusCodes.Status500InternalServerError,
        "text/xml; charset=utf-8",
        $"{Start}<env:Fault><faultcode>env:Server</faultcode><faultstring>{Text(message)}</faultstring><detail><ser:{fault}><message>{Text(message)}</message>{details}</ser:{fault}></detail></env:Fault>{End}");

    public static Task PlainAsync(HttpContext context, int status, string text) => WriteAsync(context, status, "text/plain", text);

    public static Task WriteAsync(HttpContext context, int status, string mediaType, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }

    public static string Text(string text) => SecurityElement.Escape(text);
}
