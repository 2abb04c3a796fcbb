using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

/// <summary>A company whose people record with Fathom. Its keys are one user's: they share the limits.</summary>
internal sealed class FathomCompany(string slug, string name, int number, SalesWorld world, FathomLimits limits) : Company(slug, name, world)
{
    private readonly long _firstId = 100_000_000L * (number + 1);

    public FathomLimits Limits => limits;

    public long RecordingId(WorldCall call) => _firstId + call.Index;

    public WorldCall? Recording(long id) =>
        id >= _firstId && id - _firstId < World.Order.Count ? World.Call((int)(id - _firstId)) : null;
}
