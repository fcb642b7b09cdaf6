using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Notices;

/// <summary>Wires mail.</summary>
public static class MailServices
{
    /// <summary>
    /// Binds <see cref="MailOptions"/>, has them checked at start, and adds the <see cref="IMailTransport"/> they choose. Mails go to <c>outbox</c> in
    /// <paramref name="dataFolder"/> unless the settings say otherwise.
    /// </summary>
    public static IServiceCollection AddMail(this IServiceCollection services, string dataFolder)
    {
        services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .PostConfigure(options =>
            {
                options.Folder ??= Path.Combine(dataFolder, "outbox");
                options.BounceFolder ??= Path.Combine(dataFolder, "bounces");
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<IMailTransport>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>();
            return options.Value.Transport switch
            {
                MailTransportKind.Folder => new FolderTransport(options),
                MailTransportKind.Smtp => new SmtpTransport(options, provider.GetRequiredService<TimeProvider>()),
                var other => throw new InvalidOperationException($"Unhandled mail transport {other}."),
            };
        });
    }
}
