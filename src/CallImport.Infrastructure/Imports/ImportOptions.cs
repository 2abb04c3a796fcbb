using System.ComponentModel.DataAnnotations;

namespace CallImport.Infrastructure.Imports;

public sealed class ImportOptions : IValidatableObject
{
    public const string Section = "Imports";

    /// <summary>Calls in work at once per node.</summary>
    [Range(1, 256)]
    public int WorkerConcurrency { get; set; } = 8;

    /// <summary>How long a claimed call belongs to its worker without a sign of life, in seconds.</summary>
    [Range(3, 3600)]
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>Wait before the first retry of a call, in seconds; doubles with each further one.</summary>
    [Range(1, 3600)]
    public int RetryBaseSeconds { get; set; } = 5;

    /// <summary>Longest wait before a retry, in seconds.</summary>
    [Range(1, 86400)]
    public int RetryMaxSeconds { get; set; } = 300;

    /// <summary>Attempts before a call is given up.</summary>
    [Range(1, 100)]
    public int CallMaxAttempts { get; set; } = 5;

    /// <summary>A transfer that brings no byte for so many seconds is cut.</summary>
    [Range(1, 3600)]
    public int HttpStallSeconds { get; set; } = 30;

    /// <summary>A larger recording is refused.</summary>
    [Range(1L, 1L << 40)]
    public long MaxRecordingBytes { get; set; } = 4L << 30;

    /// <summary>Imported calls are erased after so many days; 0 keeps them.</summary>
    [Range(0, 36500)]
    public int RetentionDays { get; set; }

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    /// <summary>Of a listing. Shorter than a call's: whoever takes it over repeats a page at most, and is looked for by a slower clock.</summary>
    public TimeSpan ListingLease => Lease * 2 / 3;

    public TimeSpan RetryBase => TimeSpan.FromSeconds(RetryBaseSeconds);

    public TimeSpan RetryMax => TimeSpan.FromSeconds(RetryMaxSeconds);

    public TimeSpan HttpStall => TimeSpan.FromSeconds(HttpStallSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetryMaxSeconds < RetryBaseSeconds)
        {
            yield return new ValidationResult("must not be less than Imports:RetryBaseSeconds.", [nameof(RetryMaxSeconds)]);
        }
    }
}
