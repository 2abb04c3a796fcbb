namespace CallImport.Sandbox.Gong;

/// <summary>Who is calling, once signed in.</summary>
internal sealed record GongCaller(GongCompany Company, string Credential, bool SeesCalls, IReadOnlySet<string> Scopes)
{
    public bool May(string scope) => Scopes.Contains(scope);

    public static GongCaller Of(HttpContext context) => context.Items[typeof(GongCaller)] as GongCaller
        ?? throw new InvalidOperationException("The sign-in filter has not run.");
}
