using System.Text.Json.Nodes;
using BackOffice.Fixtures;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Policies;

/// <summary>What policy owners and approvers do.</summary>
internal static class PolicyWork
{
    private const string Reason = "Sesuai rapat kebijakan.";

    /// <summary>The shipped rules.</summary>
    public static string Rules { get; } = File.ReadAllText(RepositoryRoot.File("rules.json"));

    /// <summary>The shipped tests.</summary>
    public static string Tests { get; } = File.ReadAllText(RepositoryRoot.File("rules.tests.json"));

    /// <summary>The shipped rules with another sentence: other rules that decide alike.</summary>
    public static string Reworded(string mark) => Rules.Replace("\"This user ID is not registered at this LPSE.", $"\"{mark}: this user ID is not registered at this LPSE.", StringComparison.Ordinal);

    /// <summary>The shipped rules with something of an expression replaced, which must be there.</summary>
    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Rules, StringComparison.Ordinal);
        return Rules.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>The shipped tests without the named ones.</summary>
    public static string TestsWithout(params string[] names)
    {
        var tests = JsonNode.Parse(Tests)!.AsArray();
        foreach (var gone in tests.Where(test => names.Contains(test!["name"]!.GetValue<string>())).ToList())
            tests.Remove(gone);
        return tests.ToJsonString();
    }

    /// <summary>A policy owner and an approver.</summary>
    public static async Task<(StaffClient Owner, StaffClient Approver)> PolicyStaffAsync(this RunningHost host) =>
        (await host.AddStaffAsync("rina", StaffRoles.PolicyOwner), await host.AddStaffAsync("bayu", StaffRoles.Approver));

    /// <summary>Begins a draft.</summary>
    public static Task<Reply> DraftAsync(this StaffClient owner, string rules, string? tests = null, DateTimeOffset? effectiveFrom = null) =>
        owner.CallAsync(HttpMethod.Post, "policies/drafts", new { rules, tests = tests ?? Tests, reason = Reason, effectiveFrom });

    /// <summary>Reads a draft, with its ETag.</summary>
    public static async Task<Reply> ReadDraftAsync(this StaffClient staff, string draft) => (await staff.CallAsync(HttpMethod.Get, $"policies/drafts/{draft}")).Done();

    /// <summary>Does something with a draft as it is now.</summary>
    public static async Task<Reply> OnDraftAsync(this StaffClient staff, string draft, string act, object? body = null)
    {
        var tag = (await staff.ReadDraftAsync(draft)).Headers["ETag"];
        return await staff.CallAsync(HttpMethod.Post, $"policies/drafts/{draft}/{act}", body, ("If-Match", tag));
    }

    /// <summary>Submits a draft.</summary>
    public static Task<Reply> SubmitAsync(this StaffClient owner, string draft) => owner.OnDraftAsync(draft, "submit");

    /// <summary>Approves a draft.</summary>
    public static Task<Reply> ApproveAsync(this StaffClient approver, string draft) => approver.OnDraftAsync(draft, "approve", new { reason = Reason });

    /// <summary>Works the preview of a draft out and returns it.</summary>
    public static async Task<Reply> PreviewAsync(this StaffClient staff, string draft)
    {
        (await staff.CallAsync(HttpMethod.Post, $"policies/drafts/{draft}/preview")).Done();
        Reply? preview = null;
        await Eventually.TrueAsync(
            async () => (preview = (await staff.CallAsync(HttpMethod.Get, $"policies/drafts/{draft}/preview")).Done())["state"] is not ("due" or "running"),
            otherwise: () => $"The preview never ended: {preview?.Text}", cancel: TestContext.Current.CancellationToken);
        return preview!;
    }

    /// <summary>The whole way: draft, submitted, previewed, approved. Returns the number that it was published as.</summary>
    public static async Task<int> PublishAsync(this (StaffClient Owner, StaffClient Approver) staff, string rules, string? tests = null, DateTimeOffset? effectiveFrom = null)
    {
        var draft = (await staff.Owner.DraftAsync(rules, tests, effectiveFrom)).Done()["id"];
        return await staff.PublishDraftAsync(draft);
    }

    /// <summary>The way from a draft on.</summary>
    public static async Task<int> PublishDraftAsync(this (StaffClient Owner, StaffClient Approver) staff, string draft)
    {
        (await staff.Owner.SubmitAsync(draft)).Done();
        Assert.Equal("done", (await staff.Approver.PreviewAsync(draft))["state"]);
        return (await staff.Approver.ApproveAsync(draft)).Done().Json.GetProperty("publishedAs").GetInt32();
    }

    /// <summary>How the policies stand.</summary>
    public static async Task<Reply> PoliciesAsync(this StaffClient staff) => (await staff.CallAsync(HttpMethod.Get, "policies")).Done();

    /// <summary>The number of the version in force.</summary>
    public static async Task<int> InForceAsync(this StaffClient staff) => (await staff.PoliciesAsync()).Json.GetProperty("inForce").GetProperty("number").GetInt32();

    /// <summary>Waits until the open cases have looked again under this version.</summary>
    public static async Task<Reply> ReevaluatedAsync(this StaffClient staff, int version)
    {
        Reply? stands = null;
        await Eventually.TrueAsync(
            async () => (stands = await staff.PoliciesAsync()).Json.GetProperty("reevaluation") is { ValueKind: System.Text.Json.JsonValueKind.Object } run
                && run.GetProperty("number").GetInt32() == version && run.GetProperty("finishedAt").ValueKind == System.Text.Json.JsonValueKind.String,
            otherwise: () => $"The re-evaluation never ended: {stands?.Text}", cancel: TestContext.Current.CancellationToken);
        return stands!;
    }
}
