using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Control;

// Bodies of POST /_control/…; what is left out stays as it is.

/// <param name="Count">calls of the company from now on</param>
/// <param name="SpanDays">days before today over which they are spread</param>
/// <param name="RecordingBytes">size of each recording; 0 = natural</param>
/// <param name="Company">slug; empty = the company of the sample keys</param>
internal sealed record SetCalls(int? Count, int? SpanDays, long? RecordingBytes, string? Company);

internal sealed record AddCalls(int Count = 1, double MinutesAgo = 0, string? Company = null);

internal sealed record AddCompany(string? Name, int Calls);

internal sealed record SetLatency(int ApiMs, int MediaMs, int MediaBytesPerSecond);

internal sealed record SetOff(OffMode Mode);

/// <param name="Key">what the account is found by</param>
/// <param name="AccessKey">the same, by Gong's name</param>
internal sealed record SetKey(string? Key, string? AccessKey, KeyState State);

internal sealed record RevokeTokens(bool RefreshTokens);
