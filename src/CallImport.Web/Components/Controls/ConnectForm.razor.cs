using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Auth;
using CallImport.Web.Components.Samples;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class ConnectForm : IDisposable
{
    private readonly Dictionary<string, string> values = [];
    private readonly List<CredentialCheck> checks = [];
    private readonly CancellationTokenSource gone = new();
    private string? baseUrl;
    private string? label;
    private string? refusal;
    private bool running;
    private bool saving;
    private bool passed;
    private string idempotencyKey = NewKey();
    private SampleAccount? sample;

    [Inject]
    public required CheckCredential CheckCredential { get; init; }

    [Inject]
    public required CreateCredential CreateCredential { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required SampleAccounts Samples { get; init; }

    [Parameter, EditorRequired]
    public required PlatformEntry Entry { get; set; }

    /// <summary>Raised with the id of the new credential.</summary>
    [Parameter]
    public EventCallback<Guid> Saved { get; set; }

    // Before the circuit stands a submit would be a plain form post: nothing may be typed yet.
    private bool Busy => running || saving || !RendererInfo.IsInteractive;

    private bool IsFilled => Entry.Descriptor.CredentialFields
        .All(asked => asked.Optional || !string.IsNullOrWhiteSpace(values.GetValueOrDefault(asked.Name)));

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            sample = await Samples.FindAsync(Entry.Descriptor, gone.Token);
        }
    }

    private void FillSample()
    {
        if (sample is null)
        {
            return;
        }

        foreach (var (name, value) in sample.Values)
        {
            values[name] = value;
        }

        baseUrl = sample.BaseUrl;
        Forget();
    }

    /// <summary>What was checked is not what stands in the form any more.</summary>
    private void Forget()
    {
        checks.Clear();
        passed = false;
        refusal = null;
        idempotencyKey = NewKey();
    }

    private async Task CheckAsync()
    {
        if (Busy || !IsFilled)
        {
            return;
        }

        var actor = await CurrentActor.GetAsync();
        Forget();
        running = true;
        try
        {
            await foreach (var check in CheckCredential.ExecuteAsync(actor, Typed(), gone.Token))
            {
                checks.Add(check);
                StateHasChanged();
            }

            passed = checks.Count > 0 && checks.TrueForAll(check => check.Outcome != CheckOutcome.Failed);
        }
        finally
        {
            running = false;
        }
    }

    private async Task SaveAsync()
    {
        if (Busy)
        {
            return;
        }

        var actor = await CurrentActor.GetAsync();
        saving = true;
        try
        {
            var created = await CreateCredential.ExecuteAsync(actor, Typed(), idempotencyKey, gone.Token);
            refusal = created.Refusal?.Message;
            if (created.Succeeded)
            {
                values.Clear();
                await Saved.InvokeAsync(created.Value.Id);
            }
        }
        finally
        {
            saving = false;
        }
    }

    private NewCredential Typed() => new()
    {
        Platform = Entry.Descriptor.Slug,
        Label = string.IsNullOrWhiteSpace(label) ? Domain.Credentials.ImportCredential.DefaultLabel : label.Trim(),
        BaseUrl = string.IsNullOrWhiteSpace(baseUrl) ? null : baseUrl.Trim(),
        Values = values.ToDictionary(pair => pair.Key, pair => pair.Value.Trim()),
    };

    private static string NewKey() => $"page-{Guid.NewGuid():N}";

    public void Dispose()
    {
        values.Clear();
        gone.Cancel();
        gone.Dispose();
    }
}
