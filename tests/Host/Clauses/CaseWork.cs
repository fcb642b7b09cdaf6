using System.Text.Json;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>What staff do with a case.</summary>
internal static class CaseWork
{
    private const string Reason = "Dicocokkan dengan akta perusahaan.";

    /// <summary>Reads the case.</summary>
    public static async Task<Reply> CaseAsync(this StaffClient staff, string caseId) => (await staff.CallAsync(HttpMethod.Get, $"cases/{caseId}")).Done();

    /// <summary>Judges every pair of the case that is in doubt.</summary>
    public static async Task JudgeAsync(this StaffClient verifikator, string caseId, string answer)
    {
        foreach (var pair in (await verifikator.PairsAsync(caseId)).Where(pair => pair.GetProperty("decision").GetString() == "review"))
            (await verifikator.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair = pair.GetProperty("pair").GetGuid(), answer, reason = Reason })).Done();
    }

    /// <summary>Confirms or chooses the Default of the case's group.</summary>
    public static Task<Reply> ChooseDefaultAsync(this StaffClient verifikator, string caseId, SiteClient site, string userId) =>
        verifikator.CallAsync(HttpMethod.Post, $"cases/{caseId}/default", new { site = site.Code, userId, reason = Reason });

    /// <summary>Lets a case go on that stands with the helpdesk.</summary>
    public static Task<Reply> RetryAsync(this StaffClient helpdesk, string caseId) =>
        helpdesk.CallAsync(HttpMethod.Post, $"cases/{caseId}/incident", new { act = "retry", reason = Reason });

    /// <summary>The pairs of the case with what was decided about them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> PairsAsync(this StaffClient staff, string caseId) =>
        [.. (await staff.CaseAsync(caseId)).Json.GetProperty("pairs").EnumerateArray()];

    /// <summary>What was decided about the pairs of the case.</summary>
    public static async Task<IReadOnlyList<string>> DecisionsAsync(this StaffClient staff, string caseId) =>
        [.. (await staff.PairsAsync(caseId)).Select(pair => pair.GetProperty("decision").GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>How often something stands in the case's timeline.</summary>
    public static async Task<int> CountAsync(this StaffClient staff, string caseId, string what) =>
        (await staff.CaseAsync(caseId)).Json.GetProperty("timeline").EnumerateArray().Count(entry => entry.GetProperty("what").GetString() == what);
}
