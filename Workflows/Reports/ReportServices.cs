using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>Wires reports.</summary>
public static class ReportServices
{
    /// <summary>
    /// Adds the report worker, its renderer and the use cases. Database and notices must be there too; files lie in <c>reports</c> in <paramref name="dataFolder"/> unless the
    /// settings say otherwise.
    /// </summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<ReportOptions>()
            .Bind(configuration.GetSection("Reports"))
            .PostConfigure(options => options.Folder = Path.GetFullPath(options.Folder.Length == 0 ? Path.Combine(dataFolder, "reports") : options.Folder))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(_ => NoticeTemplates.Load());
        services.AddNudge<ReportNudge>();
        services.AddSingleton<IReportRenderer, SkiaReportRenderer>();
        services.AddSingleton<DrawDueReports>();
        services.AddSingleton<VerifyReport>().AddSingleton<ReadReport>().AddSingleton<ReadRequestedReport>();
        services.AddSingleton<ReportPress>().AddSingleton<DrawRequestedReports>();
        services.AddSingleton(provider => new AskForReport(provider.GetRequiredService<Database>(), provider.GetRequiredService<ReportPress>()));
        services.AddSingleton(provider => new WriteReport(provider.GetRequiredService<ReportPress>(), provider.GetRequiredService<IOptions<ReportOptions>>()));
        services.AddHostedService<ReportWorker>();
        services.AddSingleton<RemoveOldReportFiles>().AddSingleton<ReportKeepingNudge>().AddHostedService<ReportKeepingWorker>();
        return services;
    }
}
