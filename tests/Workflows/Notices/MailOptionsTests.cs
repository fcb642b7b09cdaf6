using BackOffice.Workflows.Notices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Tests.Notices;

public sealed class MailOptionsTests
{
    [Fact]
    public void Without_settings_mails_go_to_the_outbox_of_the_data_folder()
    {
        var services = Services([]);

        Assert.Equal(Path.Combine("my-data", "outbox"), services.GetRequiredService<IOptions<MailOptions>>().Value.Folder);
        Assert.IsType<FolderTransport>(services.GetRequiredService<IMailTransport>());
    }

    [Fact]
    public void Smtp_requires_STARTTLS_unless_told_otherwise()
    {
        var services = Services(new() { ["Mail:Transport"] = "Smtp", ["Mail:Host"] = "mail.example", ["Mail:From"] = "agregasi@lkpp.example" });

        Assert.Equal(MailSecurity.StartTls, services.GetRequiredService<IOptions<MailOptions>>().Value.Security);
        Assert.IsType<SmtpTransport>(services.GetRequiredService<IMailTransport>());
    }

    [Theory]
    [InlineData("Mail:Transport=Smtp", "Mail:Host is required")]
    [InlineData("Mail:Transport=Smtp;Mail:Host=mail.example", "Mail:From is required")]
    [InlineData("Mail:Transport=7", "Transport")]
    [InlineData("Mail:Port=0", "Port")]
    [InlineData("Mail:From=Agregasi <a@b.example>", "Mail:From must be one e-mail address")]
    [InlineData("Mail:UserName=kantor", "belong together")]
    [InlineData("Mail:Security=None;Mail:UserName=kantor;Mail:Password=rahasia", "in clear")]
    [InlineData("Mail:CertificateFingerprint=AA:BB", "64 hexadecimal digits")]
    [InlineData("Mail:Timeout=00:00:00", "Timeout")]
    public void Unusable_settings_are_refused_with_a_sentence(string settings, string sentence)
    {
        var services = Services(settings.Split(';').Select(setting => setting.Split('=')).ToDictionary(pair => pair[0], pair => (string?)pair[1]));

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<MailOptions>>().Value);

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia", refusal.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddSingleton(TimeProvider.System)
        .AddMail("my-data")
        .BuildServiceProvider();
}
