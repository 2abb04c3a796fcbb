using CallImport.Domain.Workspaces;

namespace CallImport.Tests.Unit.Workspaces;

public sealed class ActorTests
{
    public static TheoryData<WorkspaceRole, ApiScopes> Matrix
    {
        get
        {
            var all = new TheoryData<WorkspaceRole, ApiScopes>();
            foreach (var role in Enum.GetValues<WorkspaceRole>())
            {
                for (var scopes = ApiScopes.None; scopes <= ApiScopes.All; scopes++)
                {
                    all.Add(role, scopes);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void A_token_may_what_both_its_scopes_and_the_role_of_its_owner_allow(WorkspaceRole role, ApiScopes scopes)
    {
        var actor = new Actor(Guid.NewGuid(), Guid.NewGuid(), "test", role) { Scopes = scopes };
        var effective = scopes & Actor.ScopesOf(role);

        Assert.Equal(effective.HasFlag(ApiScopes.Read), actor.MayRead);
        Assert.Equal(effective.HasFlag(ApiScopes.Import), actor.MayImport);
        Assert.Equal(effective.HasFlag(ApiScopes.Credentials), actor.MayManageCredentials);
        Assert.Equal(effective.HasFlag(ApiScopes.Admin), actor.MayAdminister);
        Assert.Equal(actor.MayRead ? actor.WorkspaceId : Guid.Empty, actor.ReadableWorkspaceId);
    }

    [Fact]
    public void Scopes_are_named_in_one_order_and_read_back()
    {
        Assert.Equal(["read", "import", "credentials", "admin"], ApiScopeNames.Known);
        Assert.True(ApiScopeNames.TryParse(["admin", "read"], out var scopes));
        Assert.Equal(["read", "admin"], ApiScopeNames.Of(scopes));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("none")]
    [InlineData("Read")]
    [InlineData("")]
    public void What_is_no_scope_is_refused(string name) => Assert.False(ApiScopeNames.TryParse([name], out _));
}
