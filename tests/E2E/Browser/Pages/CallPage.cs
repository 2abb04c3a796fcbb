using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

/// <summary>One call: sound, words and people.</summary>
internal sealed class CallPage(Visit visit)
{
    public ILocator Player => visit.Page.Locator(Selectors.Player);

    public ILocator Play => visit.Page.Locator(Selectors.Play);

    public ILocator Fault => visit.Page.Locator(Selectors.Fault);

    public ILocator Transcript => visit.Page.Locator(Selectors.Transcript);

    public ILocator Lines => visit.Page.Locator(Selectors.Line);

    /// <summary>The line that is being said.</summary>
    public ILocator CurrentLine => visit.Page.Locator(Selectors.CurrentLine);

    public ILocator Participants => visit.Page.Locator(Selectors.Participant);

    public ILocator Hits => visit.Page.Locator(Selectors.Hits);

    /// <summary>Seconds.</summary>
    public Task<double> PositionAsync() => visit.Page.EvaluateAsync<double>("document.querySelector('audio').currentTime");

    public Task<double> DurationAsync() => visit.Page.EvaluateAsync<double>("document.querySelector('audio').duration");

    public Task WaitUntilPlayedBeyondAsync(double seconds) => visit.Page.WaitForFunctionAsync(
        "seconds => { const audio = document.querySelector('audio'); return audio.currentTime > seconds && !audio.paused; }", seconds);

    private static class Selectors
    {
        public const string Player = "[data-testid=player]";
        public const string Play = "[data-live] [data-testid=player-play]";
        public const string Fault = "[data-testid=player-fault]";
        public const string Transcript = "[data-testid=transcript]";
        public const string Line = "[data-live] [data-testid=transcript] [data-at]";
        public const string CurrentLine = "[data-testid=transcript] [data-at][aria-current=true]";
        public const string Participant = "[data-testid=participant]";
        public const string Hits = "[data-testid=transcript-hits]";
    }
}
