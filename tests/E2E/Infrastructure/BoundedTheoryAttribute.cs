using System.Runtime.CompilerServices;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>What <c>[Theory]</c> means in this project; see <see cref="BoundedFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BoundedTheoryAttribute : Xunit.TheoryAttribute
{
    public BoundedTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = BoundedFactAttribute.LimitMs;
}
