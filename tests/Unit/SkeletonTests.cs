namespace CallImport.Tests.Unit;

public sealed class SkeletonTests
{
    [Fact]
    public void The_house_builds() => Assert.True(typeof(SkeletonTests).Assembly.GetReferencedAssemblies().Length > 0);
}
