using CallImport.Domain;

namespace CallImport.Infrastructure.FileDrops;

public sealed record MayNotDropFiles() : Refusal(RefusalKind.Forbidden, "Handing over files takes the role admin or owner. Ask an administrator of this workspace.");

public sealed record NoPlaceForFiles() : Refusal(RefusalKind.Conflict, "This installation has no place for files. An operator can set one up by FileDrops:Root.");

public sealed record DropNameUnusable(string Reason) : Refusal(RefusalKind.BadInput, Reason);

public sealed record FileUnusable(string Name, string Reason) : Refusal(RefusalKind.BadInput, $"{Name}: {Reason}");
