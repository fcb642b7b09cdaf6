using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Rehearsal;

/// <summary>What came of one step.</summary>
/// <param name="Step">The step, as a report names it.</param>
/// <param name="Problem">What was not as expected; null when all was.</param>
internal sealed record RehearsedStep(string Step, Sentence? Problem);

/// <summary>Plays one scenario on a stage and compares what comes with what it expects. It stops at the first surprise.</summary>
internal sealed class RehearsalRun(RehearsalStage stage, Scenario scenario)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly StaffActor Verifikator = new("rehearsal", new HashSet<string> { StaffRoles.Verifikator });

    /// <summary>Plays it.</summary>
    public async Task<IReadOnlyList<RehearsedStep>> PlayAsync(CancellationToken ct)
    {
        foreach (var (code, stageName) in scenario.Sites)
            await stage.AddSiteAsync(SiteCode.Parse(code), SiteStages.Parse(stageName), ct);
        foreach (var account in scenario.Accounts)
            if (ProblemOf(await RegisterAsync(account, ct), expected: null) is { } problem)
                return [new($"register {account.Site}/{account.UserId}", problem)];

        List<RehearsedStep> played = [];
        foreach (var step in scenario.Steps)
        {
            played.Add(new(step.ToString(), await PlayAsync(step, ct)));
            // What a step set off goes on at once in life; here it is waited for.
            await stage.Services.GetRequiredService<IWorkflowEngine>().RepairAsync(ct);
            if (played[^1].Problem is not null)
                break;
        }
        return played;
    }

    private async Task<Sentence?> PlayAsync(ScenarioStep step, CancellationToken ct)
    {
        switch (step.Do)
        {
            case ScenarioAct.Wait:
                await WaitAsync(step.For ?? Day, ct);
                return null;
            case ScenarioAct.ExpectNotice:
                return await MissingNoticeAsync(step, ct);
            case ScenarioAct.GiveVerdict:
                return await GiveVerdictAsync(step, ct);
            default:
                return ProblemOf(await CallAsync(step, ct), step.Expect);
        }
    }

    private Task<JsonElement> CallAsync(ScenarioStep step, CancellationToken ct)
    {
        var (site, userId) = (step.Site!, step.UserId!);
        var activation = $"activations/{Uri.EscapeDataString(userId)}";
        var account = $"accounts/{Uri.EscapeDataString(userId)}";
        return step.Do switch
        {
            ScenarioAct.Activate => stage.CallAsync(site, HttpMethod.Post, "activations", new { userId }, ct),
            ScenarioAct.Look => stage.CallAsync(site, HttpMethod.Get, activation, null, ct),
            ScenarioAct.Postpone => stage.CallAsync(site, HttpMethod.Post, $"{activation}/postpone", null, ct),
            ScenarioAct.TypeDefaultPassword => stage.CallAsync(site, HttpMethod.Post, $"{activation}/default-password", new { password = step.Password }, ct),
            ScenarioAct.MendIdentity => RegisterAsync(Mended(step), ct),
            ScenarioAct.ChangeUserId => stage.CallAsync(site, HttpMethod.Put, $"{account}/user-id", new { newUserId = step.NewUserId, password = step.Password }, ct),
            ScenarioAct.Login => stage.CallAsync(site, HttpMethod.Post, "login", new { userId, password = step.Password }, ct),
            ScenarioAct.AskRoaming => stage.CallAsync(site, HttpMethod.Post, "roaming", new { userId }, ct),
            var other => throw new InvalidOperationException($"Unhandled act {other}."),
        };
    }

    private Task<JsonElement> RegisterAsync(ScenarioAccount account, CancellationToken ct) =>
        stage.CallAsync(account.Site, HttpMethod.Put, $"accounts/{Uri.EscapeDataString(account.UserId)}", new
        {
            passwordHash = $"md5:{LegacyDigest(account.Password)}",
            companyName = account.CompanyName ?? $"PT {account.UserId} {account.Site}",
            npwp = account.Npwp ?? "",
            nitku = account.Nitku ?? "",
            address = account.Address ?? "Jl. Merdeka No. 1",
            regency = account.Regency ?? "Kota Jambi",
            province = account.Province ?? "Jambi",
            postalCode = account.PostalCode ?? "",
            phone = account.Phone ?? "",
            email = account.Email ?? $"{account.UserId}-{account.Site}@perusahaan.example",
            packageCount = account.PackageCount,
            registeredOn = account.RegisteredOn ?? new DateOnly(2010, 1, 1),
            verified = account.Verified,
        }, ct);

    private ScenarioAccount Mended(ScenarioStep step)
    {
        var (known, edits) = (scenario.Find(step)!, step.Identity!);
        return known with
        {
            CompanyName = edits.CompanyName ?? known.CompanyName,
            Npwp = edits.Npwp ?? known.Npwp,
            Nitku = edits.Nitku ?? known.Nitku,
            Address = edits.Address ?? known.Address,
            Regency = edits.Regency ?? known.Regency,
            Province = edits.Province ?? known.Province,
            PostalCode = edits.PostalCode ?? known.PostalCode,
            Phone = edits.Phone ?? known.Phone,
            Email = edits.Email ?? known.Email,
        };
    }

    // A day at a time, as it would be, so that no reminder is passed over.
    private async Task WaitAsync(TimeSpan span, CancellationToken ct)
    {
        var engine = stage.Services.GetRequiredService<IWorkflowEngine>();
        for (var left = span; left > TimeSpan.Zero; left -= Day)
        {
            stage.Clock.Advance(left < Day ? left : Day);
            await engine.RepairAsync(ct);
        }
    }

    private async Task<Sentence?> MissingNoticeAsync(ScenarioStep step, CancellationToken ct)
    {
        var notices = await stage.Services.GetRequiredService<Database>().ReadAsync(
            (db, token) => db.Notices.Select(notice => new { notice.Template, notice.ToAddress }).ToListAsync(token), ct);
        var found = notices.Count(notice => notice.Template == step.Template && string.Equals(notice.ToAddress, step.To, StringComparison.OrdinalIgnoreCase));
        if (found == step.Times)
            return null;
        var written = string.Join(", ", notices.Select(notice => $"{notice.Template} → {notice.ToAddress}"));
        return new($"diharapkan {step.Times}, ditemukan {found}; yang ditulis: {written}", $"expected {step.Times}, found {found}; written were: {written}");
    }

    private async Task<Sentence?> GiveVerdictAsync(ScenarioStep step, CancellationToken ct)
    {
        var answer = Enum.Parse<VerdictAnswer>(step.Answer!, ignoreCase: true);
        var view = await stage.CallAsync(step.Site!, HttpMethod.Get, $"activations/{Uri.EscapeDataString(step.UserId!)}", null, ct);
        if (!view.TryGetProperty("caseId", out var id))
            return new($"tidak ada kasus: {view}", $"there is no case: {view}");
        var @case = new CaseId(id.GetGuid());
        var doubtful = await stage.Services.GetRequiredService<Database>().ReadAsync(
            (db, token) => db.PairFindings.Where(finding => finding.CaseId == @case && finding.Decision == "review").Select(finding => finding.Id).ToListAsync(token), ct);
        foreach (var pair in doubtful)
            if (await stage.Services.GetRequiredService<GiveVerdict>().HandleAsync(new(Verifikator, @case, pair, answer, "Diputuskan dalam uji alur."), ct) is GiveVerdict.Answer.Refused refused)
                return refused.Refusal.Sentence;
        return ProblemOf(await stage.CallAsync(step.Site!, HttpMethod.Get, $"activations/{Uri.EscapeDataString(step.UserId!)}", null, ct), step.Expect);
    }

    private static Sentence? ProblemOf(JsonElement answer, ScenarioExpectation? expected)
    {
        var refusal = Member(answer, "code")?.GetString();
        if (refusal != expected?.Refusal)
        {
            return expected?.Refusal is { } code
                ? new($"diharapkan penolakan {code}, didapat {answer}", $"expected the refusal {code}, got {answer}")
                : new($"diharapkan tanpa penolakan, didapat {answer}", $"expected no refusal, got {answer}");
        }
        if (expected?.State is { } state && Member(answer, "state")?.GetString() is var stands && stands != state)
            return new($"diharapkan keadaan {state}, didapat {stands}", $"expected the state {state}, got {stands}");
        if (expected?.Allowed is { } allowed && Member(answer, "allowed")?.GetBoolean() != allowed)
            return new($"diharapkan allowed {allowed}, didapat {answer}", $"expected allowed to be {allowed}, got {answer}");
        if (expected?.Remaining is not { } remaining)
            return null;
        var got = Member(answer, "remaining") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(entry => entry.GetProperty("what").GetString()!).ToList() : [];
        var (wanted, left) = (string.Join(", ", remaining), string.Join(", ", got));
        return got.SequenceEqual(remaining) ? null : new($"diharapkan yang tersisa: {wanted}; didapat {left}", $"expected to remain: {wanted}; got {left}");
    }

    private static JsonElement? Member(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var member) ? member : null;

#pragma warning disable CA5351 // Sites store MD5; a rehearsal registers accounts as they do.
    private static string LegacyDigest(string password) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5351
}
