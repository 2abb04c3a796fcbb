using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CallImport.Infrastructure.Data;

/// <summary>Lets <c>dotnet ef</c> make migrations without booting the application.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<CallImportDbContext>
{
    public CallImportDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CallImportDbContext>();
        DatabaseServices.Configure(options);
        return new CallImportDbContext(options.UseNpgsql().Options);
    }
}
