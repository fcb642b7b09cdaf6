using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Tests.Notices;

/// <summary>Servers refuse senders that come in bursts: each recipient domain has its share of a minute, and one that is over it keeps nobody else waiting.</summary>
public sealed class DomainShareTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Domain_over_its_share_waits_for_the_next_minute_and_the_others_do_not(DatabaseProvider database)
    {
        var mails = new List<string>();
        await using var home = await NewAsync(database, mails, ("Mail:PerDomainPerMinute", "3"), ("Mail:Batch", "4"));
        // Ten to the busy domain stand before those to the others.
        for (var number = 0; number < 10; number++)
        {
            await home.QueueAsync($"budi{number}@Besar.example");
            home.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        await home.QueueAsync("sari@kecil.example");
        await home.QueueAsync("tono@lain.example");

        await SendAsync(home);
        Assert.Equal(["besar.example 3", "kecil.example 1", "lain.example 1"], ByDomain(mails));

        home.Clock.Advance(TimeSpan.FromSeconds(59));
        await SendAsync(home);
        Assert.Equal(5, mails.Count);

        home.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(home);
        Assert.Equal(["besar.example 6", "kecil.example 1", "lain.example 1"], ByDomain(mails));
        Assert.Equal(Enumerable.Range(0, 6).Select(number => $"budi{number}@Besar.example"), mails.Where(to => to.StartsWith("budi", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Restart_gives_no_second_share()
    {
        var mails = new List<string>();
        await using var home = await NewAsync(DatabaseProvider.Sqlite, mails, ("Mail:PerDomainPerMinute", "2"));
        for (var number = 0; number < 5; number++)
            await home.QueueAsync($"budi{number}@besar.example");
        await SendAsync(home);

        await using var restarted = home.Beside(Rooms(mails));
        await SendAsync(restarted);

        Assert.Equal(2, mails.Count);
    }

    private static IEnumerable<string> ByDomain(IEnumerable<string> addresses) =>
        addresses.GroupBy(RecipientDomain.Of).Select(domain => $"{domain.Key} {domain.Count()}").Order(StringComparer.Ordinal);

    private static Task<SendDueNotices.Answer> SendAsync(Home home) => home.Get<SendDueNotices>().HandleAsync(Cancel);

    private static Task<Home> NewAsync(DatabaseProvider database, List<string> mails, params (string, string)[] settings) => Home.NewAsync(database, Rooms(mails), settings);

    private static Action<IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration, string> Rooms(List<string> mails) => (services, _, data) =>
    {
        services.AddNotices(data);
        services.Replace(ServiceDescriptor.Singleton<IMailTransport>(new Listing(mails)));
    };

    private sealed class Listing(List<string> mails) : IMailTransport
    {
        public Task<DeliveryResult> SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            mails.Add(mail.To.Address);
            return Task.FromResult<DeliveryResult>(new DeliveryResult.Sent());
        }
    }
}
