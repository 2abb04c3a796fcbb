namespace CallImport.Domain.Platforms;

/// <summary>One limit of a vendor, shared by all nodes per credential.</summary>
/// <param name="Group">Name of the vendor's bucket ("api").</param>
/// <param name="RequestsPerMinute">Sustained rate; &gt; 0.</param>
/// <param name="Burst">Requests that may go out at once after a pause; ≥ 1.</param>
/// <param name="RequestsPerDay">Daily quota; null when the vendor has none. A used-up quota parks the job, it never fails it.</param>
/// <param name="Within">Group of a wider limit that its requests count against, too; null when it stands alone.</param>
public sealed record RateLimit(string Group, double RequestsPerMinute, int Burst, int? RequestsPerDay = null, string? Within = null);
