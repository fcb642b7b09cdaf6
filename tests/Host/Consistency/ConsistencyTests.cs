using System.Reflection;
using BackOffice.Workflows.Consistency;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;
using Xunit.v3;

namespace BackOffice.Host.Tests.Consistency;

/// <summary>What <c>verify</c> holds against each other: each finding names record and remedy, and what is safe is mended.</summary>
public sealed class ConsistencyTests(VerifiedHosts hosts) : IClassFixture<VerifiedHosts>
{
    [Theory, OnBothDatabases]
    public async Task Clean_journey_gives_no_finding(DatabaseProvider database)
    {
        var host = await hosts.OnAsync(database);

        var answer = await host.VerifyAsync();

        Assert.Empty(answer.Findings.Select(finding => $"{finding.Check}: {finding.Record}"));
        Assert.Equal((5, 0), (answer.CasesSeen, answer.Repaired));
    }

    [Theory, EachDamage]
    public async Task Damage_is_found_named_and_mended_where_that_is_safe(DatabaseProvider database, string check)
    {
        var host = await hosts.OnAsync(database);
        var damage = Damage.All.Single(one => one.Check == check);
        await host.ByHandAsync(damage.Break);

        var found = (await host.VerifyAsync()).Findings.Where(finding => finding.Check == check).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, finding =>
        {
            Assert.NotEmpty(finding.Record);
            Assert.True(finding.Sentence.Indonesian.Length > 20 && finding.Sentence.English.Length > 20);
            Assert.Equal(damage.PutBack is null, finding.Repairable);
        });
        if (damage.PutBack is { } putBack)
        {
            Assert.Equal(found.Count, (await host.VerifyAsync(repair: true)).Findings.Count(finding => finding.Check == check));
            await host.ByHandAsync(putBack);
        }
        else
            Assert.True((await host.VerifyAsync(repair: true)).Repaired >= found.Count);
        await host.SettledAsync();
        Assert.Empty((await host.VerifyAsync()).Findings.Select(finding => $"{finding.Check}: {finding.Record}"));
    }

    [Fact]
    public async Task Every_check_has_a_damage_that_it_finds()
    {
        var host = await hosts.OnAsync(DatabaseProvider.Sqlite);

        Assert.Equal(host.Services.GetRequiredService<VerifyConsistency>().CheckNames.Order(StringComparer.Ordinal), Damage.All.Select(damage => damage.Check).Order(StringComparer.Ordinal));
    }

    /// <summary>Each damage on both databases.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class EachDamageAttribute : DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
            new([.. Enum.GetValues<DatabaseProvider>().SelectMany(database => Damage.All.Select(damage => new TheoryDataRow(database, damage.Check)))]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
