namespace CallImport.Domain.Calls;

/// <param name="SpeakerId">What the transcript calls this person; null when unknown.</param>
/// <param name="IsInternal">True for the customer's own people, false for the other side, null when unknown.</param>
public sealed record Participant(string? Name, string? Email, string? Phone, string? Title = null, string? SpeakerId = null, bool? IsInternal = null);
