using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Workspaces;

internal sealed class ApiTokenGraphType : ObjectGraphType<ApiToken>
{
    public ApiTokenGraphType()
    {
        Name = "ApiToken";
        Description = "Access for a program: one member, one workspace, some scopes. The token itself is shown once, when it is made.";
        Field(token => token.Id, type: typeof(NonNullGraphType<IdGraphType>)).Description("For revokeApiToken.");
        Field(token => token.Name, type: typeof(NonNullGraphType<StringGraphType>)).Description("What it is for.");
        Field(token => token.Hint, type: typeof(NonNullGraphType<StringGraphType>)).Description("Its first characters, to recognise it by.");
        Field(token => token.Scopes, type: typeof(NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>))
            .Description($"Any of {string.Join(", ", ApiScopeNames.Known)}; the role of its owner limits them further.");
        Field(token => token.CreatedAt, type: typeof(NonNullGraphType<UtcTimeGraphType>)).Description("When it was made.");
        Field(token => token.ExpiresAt, type: typeof(UtcTimeGraphType)).Description("When it ends by itself; null: it does not.");
        Field(token => token.LastUsedAt, type: typeof(UtcTimeGraphType)).Description("When it was last used, to the minute or so; null: never.");
        Field(token => token.RevokedAt, type: typeof(UtcTimeGraphType)).Description("When it was ended; null: it was not.");
    }
}

internal sealed class CreateApiTokenResultGraphType : ObjectGraphType<NewApiToken>
{
    public CreateApiTokenResultGraphType()
    {
        Name = "CreateApiTokenResult";
        Description = "A new token.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("For revokeApiToken.").Resolve(context => context.Source.Token.Id);
        Field<NonNullGraphType<StringGraphType>>("token").Description("The token itself. It is never shown again.")
            .Resolve(context => context.Source.Secret.Reveal());
        Field<NonNullGraphType<ApiTokenGraphType>>("apiToken").Description("What is kept of it.").Resolve(context => context.Source.Token);
    }
}

internal sealed class RevokeApiTokenResultGraphType : ObjectGraphType<ApiToken>
{
    public RevokeApiTokenResultGraphType()
    {
        Name = "RevokeApiTokenResult";
        Description = "The token has ended; within seconds no node takes it any more.";
        Field<NonNullGraphType<BooleanGraphType>>("success").Description("True: it has ended.").Resolve(_ => true);
        Field<NonNullGraphType<ApiTokenGraphType>>("apiToken").Description("What is kept of it.").Resolve(context => context.Source);
    }
}
