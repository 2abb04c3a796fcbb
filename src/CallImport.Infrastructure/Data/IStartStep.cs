namespace CallImport.Infrastructure.Data;

/// <summary>
/// Something that must be right in the database before work begins: keys, seeds. Steps run in the order of their registration,
/// after the migrations, on one node at a time; each start runs them again, so they change nothing the second time.
/// </summary>
public interface IStartStep
{
    /// <exception cref="Configuration.StartRefusedException">The application must not start.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
