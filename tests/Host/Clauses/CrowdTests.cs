using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Many at once (lesson 18): nobody sees that the database is busy, and everybody gets what was asked for.</summary>
public sealed class CrowdTests
{
    private const int Crowd = 50;

    [Theory, OnBothDatabases]
    public async Task Fifty_activations_at_once_beside_searching_staff_all_succeed(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        foreach (var number in Enumerable.Range(0, Crowd))
            await (number % 2 == 0 ? jambi : medan).RegisterAsync($"penyedia-{number}", OfCompany(number));
        await medan.TokenAsync();
        await jambi.TokenAsync();

        var activations = Enumerable.Range(0, Crowd).Select(number => (number % 2 == 0 ? jambi : medan).OpenActivationAsync($"penyedia-{number}")).ToList();
        var searches = Enumerable.Range(0, Crowd).Select(number => staff.CallAsync(HttpMethod.Get, $"cases?q=penyedia-{number}")).ToList();

        Assert.All(await Task.WhenAll(activations), reply => Assert.Equal("active", reply.State()));
        Assert.All(await Task.WhenAll(searches), reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.Equal($"{Crowd}", (await staff.CallAsync(HttpMethod.Get, "cases?state=active")).Done()["total"]);
    }

    // Nothing in common: neither number, nor name, nor address, nor mailbox.
    private static Account OfCompany(int number) => Some.Account() with
    {
        CompanyName = $"PT {(char)('A' + (number % 26))}{(char)('a' + (number / 26))}karya {number} Sentosa",
        Npwp = $"{20 + number:00}.{100 + number:000}.{300 + (number * 7):000}.0-331.000",
        Address = $"Jl. Kenanga {number} No. {number + 1}",
        Phone = $"0741-{50000 + (number * 13)}",
        Email = $"kantor{number}@perusahaan{number}.example",
    };
}
