using CallImport.Domain;

namespace CallImport.Infrastructure.Transcription;

public sealed record MayNotTranscribe() : Refusal(RefusalKind.Forbidden, "You may read calls, not have them written down. Ask a member or an administrator of this workspace.");

public sealed record CallNotFound() : Refusal(RefusalKind.NotFound, "There is no such call.");

public sealed record NothingToTranscribe() : Refusal(RefusalKind.Conflict, "This call has a transcript already, or no recording to make one of.");

public sealed record NoTranscription()
    : Refusal(RefusalKind.Conflict, "Speech recognition is not set up here. An operator can switch it on by Transcription:Provider.");
