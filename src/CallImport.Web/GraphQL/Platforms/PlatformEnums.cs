using CallImport.Domain.Platforms;
using CallImport.Web.GraphQL.Types;

namespace CallImport.Web.GraphQL.Platforms;

internal sealed class CredentialTypeGraphType() : SlugEnumGraphType<CredentialType>(
    "How an account is connected.",
    (CredentialType.ApiKey, "By a key that an administrator of the platform makes."),
    (CredentialType.OAuth, "By signing in at the platform and agreeing."));

internal sealed class PlatformStatusGraphType() : SlugEnumGraphType<PlatformStatus>(
    "How far a platform is along.",
    (PlatformStatus.Supported, "Can be imported from."),
    (PlatformStatus.Beta, "Can be imported from; still young."),
    (PlatformStatus.ComingSoon, "Announced; cannot be connected yet."),
    (PlatformStatus.NotPlanned, "Will not come for now."));
