using System.Security.Cryptography;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Hosting;

/// <summary>
/// Gives a newcomer who configured nothing a workspace to try. Its password lies beside the embedded database, readable by its
/// owner only, and is printed at each start.
/// </summary>
internal sealed class DemoWorkspace(IServiceScopeFactory scopes, HostSettings settings) : IStartStep
{
    private const string Email = "demo@callimport.test";
    private const string Name = "Demo";
    private const string Operator = "system";
    private const string Alphabet = "23456789abcdefghijkmnpqrstuvwxyz";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string PasswordFile => Path.Combine(Path.GetFullPath(settings.App.DataDirectory), "demo-sign-in");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var known = await users.FindByEmailAsync(Email);
        if (known is not null && File.Exists(PasswordFile))
        {
            return;
        }

        var password = RandomNumberGenerator.GetString(Alphabet, 16);
        if (known is not null)
        {
            await users.RemovePasswordAsync(known);
            await users.AddPasswordAsync(known, password);
        }
        else
        {
            await CreateAsync(scope.ServiceProvider, password, cancellationToken);
        }

        File.Delete(PasswordFile);
        await using var file = new FileStream(PasswordFile, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync($"{Email} {password}".AsMemory(), cancellationToken);
    }

    /// <summary>Told to the person at the console once everything is ready.</summary>
    public void Announce(string address)
    {
        var signIn = File.ReadAllText(PasswordFile).Trim().Split(' ');
        Console.WriteLine($"{Environment.NewLine}CallImport is ready: {address}{Environment.NewLine}Sign in with {signIn[0]} and the password {signIn[1]}{Environment.NewLine}");
    }

    private static async Task CreateAsync(IServiceProvider services, string password, CancellationToken cancellationToken)
    {
        var workspace = await services.GetRequiredService<CreateWorkspace>().ExecuteAsync(Name, Operator, cancellationToken);
        if (workspace.Succeeded)
        {
            await services.GetRequiredService<AddMember>().ExecuteAsync(
                workspace.Value, new NewMember(Email, password, WorkspaceRole.Owner), Operator, cancellationToken, isStaff: true);
        }
    }
}

internal static class DemoHosting
{
    public static void AddDemo(this WebApplicationBuilder builder, bool isEmbedded)
    {
        if (isEmbedded)
        {
            builder.Services.AddSingleton<DemoWorkspace>();
            builder.Services.AddSingleton<IStartStep>(services => services.GetRequiredService<DemoWorkspace>());
        }
    }

    public static void AnnounceDemo(this WebApplication app)
    {
        if (app.Services.GetService<DemoWorkspace>() is { } demo)
        {
            app.Lifetime.ApplicationStarted.Register(() => demo.Announce(app.Urls.First()));
        }
    }
}
