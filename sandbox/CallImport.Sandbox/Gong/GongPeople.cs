using System.Text.Json;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>Users and workspaces.</summary>
internal sealed class GongPeople(Stage stage, SandboxOptions options)
{
    private readonly JsonSerializerOptions _json = options.Gong.ExplicitNulls ? GongJson.Plain : GongJson.WithoutNulls;

    public Task UsersAsync(HttpContext context)
    {
        if (!GongCaller.Of(context).May(GongScopes.Users))
        {
            return GongErrors.WriteAsync(context, 403, $"The access token lacks the scope {GongScopes.Users}");
        }

        List<GongUser> users = [.. stage.People.All.Where(person => !person.IsCustomer).Select(User)];
        return GongErrors.WriteAsync(context, new UsersAnswer(GongErrors.RequestId(context), new Records(users.Count, users.Count, 0), users), _json);
    }

    public Task WorkspacesAsync(HttpContext context)
    {
        var caller = GongCaller.Of(context);
        return caller.May(GongScopes.Workspaces)
            ? GongErrors.WriteAsync(context, new WorkspacesAnswer(GongErrors.RequestId(context), [
                new GongWorkspace(caller.Company.WorkspaceId, caller.Company.Name, $"All teams of {caller.Company.Name}")]), _json)
            : GongErrors.WriteAsync(context, 403, $"The access token lacks the scope {GongScopes.Workspaces}");
    }

    private static GongUser User(Person person) => new()
    {
        Id = GongMapper.UserId(person),
        EmailAddress = person.Email,
        Created = "2023-04-03T09:00:00Z",
        Active = true,
        FirstName = person.FirstName,
        LastName = person.LastName,
        Title = person.Title,
        PhoneNumber = person.Phone,
        SpokenLanguages = [new GongLanguage("en-US", Primary: true)],
    };
}
