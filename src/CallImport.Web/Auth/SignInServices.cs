using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Auth;

internal static class SignInServices
{
    /// <summary>A revocation has to work within 5 s everywhere.</summary>
    public static readonly TimeSpan RevalidationInterval = TimeSpan.FromSeconds(3);

    /// <summary>A token where there is one, else the cookie.</summary>
    private const string ByHeader = "token-or-cookie";

    private static readonly TimeSpan IdleSession = TimeSpan.FromHours(12);

    /// <param name="isHttps">Browsers reach the application by https, so cookies can be bound to this very host.</param>
    public static IServiceCollection AddSignIn(this IServiceCollection services, bool isHttps)
    {
        services.AddHttpContextAccessor();
        var authentication = services.AddAuthentication(ByHeader);
        authentication.AddIdentityCookies();
        authentication.AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(BearerTokenHandler.Scheme, configureOptions: null);
        authentication.AddPolicyScheme(ByHeader, displayName: null, options => options.ForwardDefaultSelector = context =>
            BearerHeader.IsOn(context.Request) ? BearerTokenHandler.Scheme : IdentityConstants.ApplicationScheme);
        new IdentityBuilder(typeof(AppUser), services).AddSignInManager();
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = RevalidationInterval);
        services.ConfigureApplicationCookie(options =>
        {
            Harden(options.Cookie, "callimport", isHttps);
            options.LoginPath = "/login";
            options.AccessDeniedPath = "/access-denied";
            options.ExpireTimeSpan = IdleSession;
            options.SlidingExpiration = true;
        });
        services.AddAntiforgery(options =>
        {
            Harden(options.Cookie, "callimport-form", isHttps);
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthorization(Policies.Define);
        services.AddScoped<AuthenticationStateProvider, CircuitSessionProvider>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<SessionClaims>();
        services.AddScoped<UserSessions>();
        services.AddScoped<SessionStart>();
        services.AddScoped<AccountThrottle>();
        services.AddScoped<PasswordSignIn>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<TokenThrottle>();
        services.AddSingleton<TokenSignIn>();
        services.AddTokenDirectory();
        services.AddSingleton<RightsCheck>();
        services.AddSingleton<RightsWatch>();
        return services;
    }

    private static void Harden(CookieBuilder cookie, string name, bool isHttps)
    {
        cookie.Name = isHttps ? $"__Host-{name}" : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }
}
