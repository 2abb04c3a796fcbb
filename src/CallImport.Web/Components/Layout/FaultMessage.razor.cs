using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Layout;

public sealed partial class FaultMessage
{
    private readonly string reference = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");

    [Parameter, EditorRequired]
    public required Exception Fault { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<FaultMessage> Logger { get; init; }

    protected override void OnInitialized() => Log.PageBroke(Logger, Fault, reference);

    private void Reload() => Navigation.Refresh(forceReload: true);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A page broke; the person was given the reference {Reference}")]
        public static partial void PageBroke(ILogger logger, Exception exception, string reference);
    }
}
