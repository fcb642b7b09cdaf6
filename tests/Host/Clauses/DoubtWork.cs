using System.Text.Json;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>What verifikators do about doubt, and what providers answer.</summary>
internal static class DoubtWork
{
    /// <summary>The cases in which it is somebody's turn: <c>verifikator</c> or <c>provider</c>.</summary>
    public static async Task<IReadOnlyList<string>> QueueAsync(this StaffClient staff, string turn) =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"cases?turn={turn}")).Done().Json.GetProperty("cases").EnumerateArray().Select(line => line.GetProperty("userId").GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>Asks the provider about the first doubtful pair of its case.</summary>
    public static async Task<Reply> AskAsync(this StaffClient verifikator, string caseId, string question)
    {
        var pair = (await verifikator.PairsAsync(caseId)).First(pair => pair.GetProperty("decision").GetString() == "review").GetProperty("pair").GetGuid();
        return await verifikator.CallAsync(HttpMethod.Post, $"cases/{caseId}/questions", new { pair, question, reason = "Alamat tidak lengkap." });
    }

    /// <summary>Answers a question at the site.</summary>
    public static Task<Reply> AnswerAsync(this SiteClient site, string userId, string questionId, string text) =>
        site.OwnAsync(HttpMethod.Post, $"activations/{Uri.EscapeDataString(userId)}/answer", new { questionId, text });

    /// <summary>The questions that a provider has yet to answer.</summary>
    public static IReadOnlyList<JsonElement> Questions(this Reply reply) => [.. reply.Done().Json.GetProperty("questions").EnumerateArray()];

    /// <summary>The verdicts about an account, newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> VerdictsAsync(this StaffClient staff, string account) =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"verdicts?account={Uri.EscapeDataString(account)}")).Done().Json.GetProperty("verdicts").EnumerateArray()];

    /// <summary>Takes a verdict back.</summary>
    public static Task<Reply> ReopenAsync(this StaffClient verifikator, JsonElement verdict, string reason = "Ada bukti baru dari kantor pajak.") =>
        verifikator.CallAsync(HttpMethod.Post, $"verdicts/{verdict.GetProperty("id").GetString()}/reopen", new { reason });

    /// <summary>Judges the pair of two accounts of a case, by their site and registered user ID.</summary>
    public static async Task<Reply> JudgePairAsync(this StaffClient verifikator, string caseId, string one, string other, string answer)
    {
        var pair = (await verifikator.PairsAsync(caseId)).Single(pair => new[] { Name(pair.GetProperty("a")), Name(pair.GetProperty("b")) }.ToHashSet().SetEquals([one, other]));
        return await verifikator.CallAsync(HttpMethod.Post, $"cases/{caseId}/verdict", new { pair = pair.GetProperty("pair").GetGuid(), answer, reason = "Dicocokkan dengan akta." });
    }

    /// <summary>The number of the case on which this one waits; null when it waits on none.</summary>
    public static string? WaitsOn(this Reply reply) => reply.Json.GetProperty("waitsOn") is { ValueKind: JsonValueKind.Object } review ? review.GetProperty("number").GetString() : null;

    private static string Name(JsonElement account) => $"{account.GetProperty("site").GetString()}/{account.GetProperty("registeredUserId").GetString()}";
}
