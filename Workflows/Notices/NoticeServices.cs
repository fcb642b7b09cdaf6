using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices.Bounces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Notices;

/// <summary>Wires notices.</summary>
public static class NoticeServices
{
    /// <summary>
    /// Adds the outbox, the mail worker and the transport that the settings choose. The database must be there too, migrated before the host starts; the start fails where
    /// a template is missing or wrong.
    /// </summary>
    public static IServiceCollection AddNotices(this IServiceCollection services, string dataFolder)
    {
        services.AddMail(dataFolder);
        services.TryAddSingleton(_ => NoticeTemplates.Load());
        services.AddSingleton<NoticeComposer>();
        services.AddSingleton(provider => new NoticeTitles(provider.GetRequiredService<NoticeTemplates>()));
        services.AddNudge<OutboxNudge>();
        services.AddScoped<NoticeOutbox>();
        services.AddSingleton<SendDueNotices>();
        services.AddHostedService<MailWorker>();
        services.AddSingleton(provider => new ReadNotices(provider.GetRequiredService<Database>(), provider.GetRequiredService<NoticeComposer>()));
        services.AddSingleton<ListNotices>().AddSingleton<MarkBounced>().AddSingleton<ResendNotice>().AddSingleton<ResendDeadLetters>();
        services.TryAddScoped<AuditTrail>();
        services.AddSingleton<BounceFolder>().AddSingleton<TakeBounces>().AddSingleton<BounceNudge>().AddHostedService<BounceWorker>();
        return services;
    }
}
