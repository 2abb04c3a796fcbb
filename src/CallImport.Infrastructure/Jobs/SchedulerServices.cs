using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

public static class SchedulerServices
{
    /// <summary>A scheduler to give hints to. What it does with them is decided where the jobs are.</summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services) => services.AddQuartz();
}
