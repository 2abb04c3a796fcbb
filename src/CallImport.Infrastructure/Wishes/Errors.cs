using CallImport.Domain;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Wishes;

public sealed record MayNotWish() : Refusal(RefusalKind.Forbidden, "This needs the right to read in this workspace.");

public sealed record WishUnusable() : Refusal(
    RefusalKind.BadInput, $"Write the name of the platform in 1 to {PlatformWish.LongestName} characters, and a note of at most {PlatformWish.LongestNote:N0}.");

public sealed record AlreadyOffered(string Platform) : Refusal(RefusalKind.Conflict, $"{Platform} can be connected already: choose it above.");

public sealed record TooManyWishes() : Refusal(RefusalKind.RateLimited, "Your workspace has made many wishes within the last hour. They are noted; make further ones later.");
