using System.Globalization;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Five29;

/// <summary>A call of the world as Five9 writes it, in names of files and in the call log.</summary>
internal sealed record Five29Call(WorldCall World)
{
    public const string Header = "CALL ID,TIMESTAMP,CAMPAIGN,CALL TYPE,AGENT,AGENT NAME,DISPOSITION,ANI,CUSTOMER NAME,DNIS,CALL TIME,TALK TIME,RECORDINGS";

    private static readonly TimeSpan Ringing = TimeSpan.FromSeconds(19);
    private static readonly TimeSpan NameOffset = TimeSpan.FromHours(-5);
    private static readonly TimeZoneInfo ReportZone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public string CallId => $"3000000{World.Index:00000000}";

    /// <summary>By which the call log is filtered.</summary>
    public DateTimeOffset Began => World.Started - Ringing;

    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Campaign}/{InNames:M_d_yyyy}/{Number} by {Login} @ {InNames:h_mm_ss tt}");

    private bool IsInbound => World.Cast.Type == CallType.Support;

    private string Campaign => IsInbound ? "Support Inbound" : "Sales Outbound";

    private string Login => World.Cast.Host.Email.Split('@')[0];

    /// <summary>As the vendor writes numbers: ten digits.</summary>
    private string Number => string.Concat(World.Cast.Guest.Phone.Where(char.IsAsciiDigit))[^10..];

    private DateTimeOffset InNames => World.Started.ToOffset(NameOffset);

    private DateTimeOffset InReport => TimeZoneInfo.ConvertTime(World.Started, ReportZone);

    /// <param name="isBare">Only what a row cannot be without.</param>
    public string Row(bool isBare = false)
    {
        var (ours, length) = ("5035550100", World.Recording.Duration);
        string[] cells =
        [
            CallId, $"\"{(InReport - Ringing).ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)}\"", Campaign,
            IsInbound ? "Inbound" : "Outbound", Login, World.Cast.Host.Name, "Completed", IsInbound ? Number : ours, World.Cast.Guest.Name, IsInbound ? ours : Number,
            Duration(length + Ringing), Duration(length), string.Create(CultureInfo.InvariantCulture, $"{InReport:HH:mm:ss}({(int)length.TotalMinutes}:{length.Seconds:00})"),
        ];
        return string.Join(',', isBare ? cells.Select((cell, index) => index is 0 or 1 or 12 ? cell : "") : cells);
    }

    private static string Duration(TimeSpan time) => time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
