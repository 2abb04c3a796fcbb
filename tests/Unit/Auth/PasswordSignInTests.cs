using System.Net;
using CallImport.Infrastructure.Data;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Auth;

public sealed class PasswordSignInTests
{
    private const int Tries = 30;
    private const int Limit = 10;

    [Fact]
    public async Task Of_many_tries_at_once_over_many_accounts_no_more_are_answered_than_one_after_the_other()
    {
        var options = Options.Create(new SignInProtectionOptions { MaxFailures = 2, LockSeconds = 60 });
        await using var database = new CallImportDbContext(new DbContextOptionsBuilder<CallImportDbContext>().UseNpgsql().Options);
        using var users = new Crowd(database);
        var throttle = new SignInThrottle(TimeProvider.System, options);
        var signIn = new PasswordSignIn(
            users, new PasswordHasher<AppUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1 })), new AccountThrottle(database, options), throttle,
            null!, // Nobody gets in here.
            TimeProvider.System);
        var source = IPAddress.Parse("192.0.2.1");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Tries).Select(number =>
            signIn.ExecuteAsync($"user{number}@acme.test", "guess", source, TestContext.Current.CancellationToken)));

        Assert.Equal(Limit, outcomes.Count(outcome => outcome == SignInOutcome.Refused));
        Assert.Equal(Tries - Limit, outcomes.Count(outcome => outcome == SignInOutcome.SourceMustWait));
        Assert.NotNull(throttle.Wait(source));
    }

    /// <summary>Answers nobody before all have asked.</summary>
    private sealed class Crowd(CallImportDbContext database) : UserManager<AppUser>(
        new UserOnlyStore<AppUser, CallImportDbContext, Guid>(database), new OptionsWrapper<IdentityOptions>(new IdentityOptions()), new PasswordHasher<AppUser>(), [], [],
        new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), EmptyServices.Instance, NullLogger<UserManager<AppUser>>.Instance)
    {
        private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int asked;

        public override async Task<AppUser?> FindByEmailAsync(string email)
        {
            if (Interlocked.Increment(ref asked) == Tries)
            {
                complete.SetResult();
            }

            await complete.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
            return null;
        }
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
