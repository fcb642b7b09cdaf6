using System.Net;
using System.Text.Json;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Policies;

/// <summary>Why a case came out so, and how it would today.</summary>
public sealed class DecisionTests
{
    [Theory, OnBothDatabases]
    public async Task Log_of_a_case_names_version_facts_rules_and_outcome_and_is_replayed_under_any_version(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var staff = await host.PolicyStaffAsync();
        var (jambi, medan, helpdesk) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("119"), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 9));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Gedung Graha Lt. 3, Jl. Jend. A. Yani No. 12"));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        var first = (await staff.Owner.PoliciesAsync()).Json.GetProperty("inForce").GetProperty("version").GetString();

        var lines = (await helpdesk.CallAsync(HttpMethod.Get, $"cases/{caseId}/decisions")).Done().Json.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(["ActivationPreCheck", "DuplicateCase"], lines.Select(line => line.GetProperty("policy").GetString()));
        var pair = lines[1];
        Assert.Equal((first, "review", "Doubt", false), (pair.GetProperty("rulesVersion").GetString(), pair.GetProperty("outcome").GetString(), pair.GetProperty("fired")[0].GetString(), pair.GetProperty("errored").GetBoolean()));
        Assert.True(pair.GetProperty("facts").GetProperty("UnitMissing").GetBoolean());
        Assert.Equal(JsonValueKind.Null, pair.GetProperty("replay").ValueKind);

        var rules = PolicyWork.With(" && !pair.UnitMissing", "");
        var draft = (await staff.Owner.DraftAsync(rules)).Done()["id"];
        Assert.Equal(("same_company", "review", true), await ReplayAsync(staff.Owner, caseId, $"?draft={draft}"));
        (await helpdesk.CallAsync(HttpMethod.Get, $"cases/{caseId}/decisions/replay?draft={draft}")).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        Assert.Equal(("review", "review", false), await ReplayAsync(helpdesk, caseId, ""));

        Assert.Equal(2, await staff.PublishDraftAsync(draft));
        Assert.Equal(("same_company", "review", true), await ReplayAsync(helpdesk, caseId, ""));
        // By number, by name, and by what older records call it.
        foreach (var name in new[] { "1", first, first!.Split('-')[1] })
            Assert.Equal(("review", "review", false), await ReplayAsync(helpdesk, caseId, $"?version={name}"));
        (await helpdesk.CallAsync(HttpMethod.Get, $"cases/{caseId}/decisions/replay?version=7")).RefusedAs(HttpStatusCode.NotFound, "rules-version-unknown");
        (await helpdesk.CallAsync(HttpMethod.Get, $"cases/{Guid.NewGuid()}/decisions")).RefusedAs(HttpStatusCode.NotFound, "case-unknown");
    }

    private static async Task<(string?, string?, bool)> ReplayAsync(StaffClient staff, string caseId, string query)
    {
        var pair = (await staff.CallAsync(HttpMethod.Get, $"cases/{caseId}/decisions/replay{query}")).Done().Json.GetProperty("lines").EnumerateArray().First(line => line.GetProperty("policy").GetString() == "DuplicateCase");
        var replay = pair.GetProperty("replay");
        return (replay.GetProperty("outcome").GetString(), replay.GetProperty("then").GetString(), replay.GetProperty("differs").GetBoolean());
    }
}
