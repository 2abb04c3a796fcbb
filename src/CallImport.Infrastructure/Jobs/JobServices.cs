using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Pipeline.Listing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

public static class JobServices
{
    /// <summary>The cluster's clock. A node without work can still set triggers; others fire them.</summary>
    /// <param name="role">Whether this node runs jobs, and whether others set triggers that it is not told of.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, NodeRole role)
    {
        services.AddSingleton<ListingLease>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<WindowShortage>();
        services.AddSingleton<ListPages>();
        services.AddSingleton<ListNewest>();
        services.AddSingleton<Listers>();
        services.AddSingleton<ListingTrouble>();
        services.AddSingleton<ListingPulse>();
        services.AddSingleton<DiscoverImport>();
        services.AddSingleton<StalledImports>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "CallImport";
                scheduler.GenerateInstanceId = true;

                // Triggers set on a node that works fire at once. Only those of a node without work wait for somebody's next look, which costs some statements:
                // nodes that do nothing but work look more often.
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(role == NodeRole.Worker ? 3 : 10);
            });

            // Listings wait for vendors most of the time.
            quartz.UseDefaultThreadPool(32);
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(options => (options.DbRetryInterval, options.UseBackgroundThreads) = (TimeSpan.FromSeconds(2), true));
                store.UsePostgres(database => database.UseRegisteredDataSource = true);
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(5);
                });
            });
            quartz.AddJob<DiscoverJob>(job => job.WithIdentity(DiscoveryTrigger.Discover).StoreDurably().RequestRecovery());
            quartz.AddJob<ResumeImportsJob>(job => job.WithIdentity(ResumeImportsJob.Key).StoreDurably());
            quartz.AddJob<JanitorJob>(job => job.WithIdentity(JanitorJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(JanitorJob.Key).WithIdentity("janitor", "imports")
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromMinutes(2)).RepeatForever()));
            quartz.AddTrigger(trigger => trigger.ForJob(ResumeImportsJob.Key).WithIdentity("resume", "imports")
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(15)).RepeatForever()));
        });
        services.Configure<QuartzHostedServiceOptions>(hosting =>
        {
            hosting.AutoStart = role != NodeRole.Web;
            hosting.WaitForJobsToComplete = true;
        });
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SchedulerHost>(
            provider, ActivatorUtilities.CreateInstance<QuartzHostedService>(provider)));
        return services;
    }
}
