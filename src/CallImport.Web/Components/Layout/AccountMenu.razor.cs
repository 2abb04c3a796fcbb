using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Layout;

public sealed partial class AccountMenu
{
    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    private Account? Account => Viewer.Account;
}
