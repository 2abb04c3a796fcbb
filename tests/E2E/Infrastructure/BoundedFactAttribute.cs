using System.Runtime.CompilerServices;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>What <c>[Fact]</c> means in this project: a test that hangs fails by itself, in its own name, and does not hold up the others for ever.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BoundedFactAttribute : Xunit.FactAttribute
{
    /// <summary>Several times what the longest takes on a busy machine, in milliseconds.</summary>
    public const int LimitMs = 5 * 60_000;

    public BoundedFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = LimitMs;
}
