using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Rehearsal;

/// <summary>
/// A short story with a known end, in which sites call as they would in life: what a process owner tests a changed definition with. The format stands in
/// <c>docs/rehearsals.md</c>.
/// </summary>
/// <param name="Name">What it shows, as a sentence.</param>
/// <param name="Sites">The stage of each site, by its code.</param>
/// <param name="Accounts">The accounts that are registered before the first step.</param>
/// <param name="Steps">What happens, in order.</param>
/// <param name="Clause">The clause that it shows; null where it shows none.</param>
/// <param name="English">The name in English; null where the one name serves both languages.</param>
internal sealed record Scenario(
    string Name, IReadOnlyDictionary<string, string> Sites, IReadOnlyList<ScenarioAccount> Accounts, IReadOnlyList<ScenarioStep> Steps, string? Clause = null, string? English = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3653);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>What it shows, in either language.</summary>
    public Sentence Title => new(Name, English ?? Name);

    /// <summary>The scenario files of a folder and the folders in it, in order.</summary>
    public static IReadOnlyList<string> FilesIn(string folder) => [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Reads a scenario, and makes sure that it can be played.</summary>
    /// <exception cref="JsonException">The file is not one; the message names the place.</exception>
    public static async Task<Scenario> ReadAsync(string path, CancellationToken ct)
    {
        var scenario = await DeserializeAsync(path, ct) ?? throw new JsonException("The file holds no scenario.");
        return scenario.Faults().FirstOrDefault() is { } fault ? throw new JsonException(fault) : scenario;
    }

    private static async Task<Scenario?> DeserializeAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<Scenario>(file, Format, ct);
        }
        catch (JsonException misspelt) when (misspelt.Path is { } place && !misspelt.Message.Contains(place, StringComparison.Ordinal))
        {
            throw new JsonException($"{place}: {misspelt.Message}");
        }
    }

    // What cannot be played, in the order of the file.
    private IEnumerable<string> Faults()
    {
        foreach (var (code, stage) in Sites)
        {
            if (!SiteCode.TryParse(code, out var site) || site.Value != code)
                yield return $"$.sites: '{code}' is no site code, which has one to nine digits and no zero before them.";
            if (SiteStages.Find(stage) is null)
                yield return $"$.sites.{code}: there is no stage '{stage}'; it is non_v3, v3 or aggregated.";
        }
        foreach (var (index, account) in Accounts.Index())
        {
            if (account is null)
                yield return $"$.accounts[{index}]: nothing is there.";
            else if (!Sites.ContainsKey(account.Site))
                yield return $"$.accounts[{index}].site: {UnknownSite(account.Site)}";
        }
        foreach (var (index, step) in Steps.Index())
        {
            if (step is null)
                yield return $"$.steps[{index}]: nothing is there.";
            else if (FaultOf(step) is var (field, fault))
                yield return $"$.steps[{index}].{field}: {fault}";
        }
    }

    private (string Field, string Fault)? FaultOf(ScenarioStep step) => step switch
    {
        _ when step.Needed.FirstOrDefault(field => field.Value is null) is { Name: { } missing } => (missing, "it is needed."),
        { Do: ScenarioAct.Wait } => step.For is { } span && (span <= TimeSpan.Zero || span > LongestWait) ? ("for", "it is above nothing and at most ten years.") : null,
        { Do: ScenarioAct.ExpectNotice } => null,
        _ when !Sites.ContainsKey(step.Site!) => ("site", UnknownSite(step.Site!)),
        { Do: ScenarioAct.GiveVerdict } => Enum.GetNames<VerdictAnswer>().Contains(step.Answer, StringComparer.OrdinalIgnoreCase) ? null : ("answer", "it is one of same, branch, unrelated."),
        { Do: ScenarioAct.MendIdentity } => Find(step) is null ? ("userId", $"{step.Site}/{step.UserId} is not among $.accounts.") : null,
        _ => null,
    };

    /// <summary>The account that a step is about, as it was registered; null when there is none.</summary>
    public ScenarioAccount? Find(ScenarioStep step) => Accounts.FirstOrDefault(account => account.Site == step.Site && account.UserId == step.UserId);

    private static string UnknownSite(string code) => $"the site {code} is not among $.sites.";
}

/// <summary>One account of a scenario. What is left out is filled in so that nothing of it matters.</summary>
internal sealed record ScenarioAccount(
    string Site, string UserId, string Password, string? CompanyName = null, string? Npwp = null, string? Nitku = null, string? Address = null, string? Regency = null, string? Province = null,
    string? PostalCode = null, string? Phone = null, string? Email = null, int PackageCount = 0, DateOnly? RegisteredOn = null, bool Verified = true);

/// <summary>The fields of an identity that change; one that is left out stays as it was.</summary>
internal sealed record ScenarioIdentity(
    string? CompanyName = null, string? Npwp = null, string? Nitku = null, string? Address = null, string? Regency = null, string? Province = null, string? PostalCode = null, string? Phone = null,
    string? Email = null);

/// <summary>What can be done in a scenario.</summary>
internal enum ScenarioAct
{
    /// <summary>The provider asks for activation at <c>site</c>.</summary>
    Activate,

    /// <summary>The site asks where the activation stands.</summary>
    Look,

    /// <summary>The provider postpones.</summary>
    Postpone,

    /// <summary>The provider types the Default's password.</summary>
    TypeDefaultPassword,

    /// <summary>The provider mends fields of its identity; <c>identity</c> holds those that change.</summary>
    MendIdentity,

    /// <summary>The provider changes its user ID to <c>newUserId</c>.</summary>
    ChangeUserId,

    /// <summary>The provider signs in at <c>site</c>, home or roaming.</summary>
    Login,

    /// <summary>The site asks whether the provider may roam there.</summary>
    AskRoaming,

    /// <summary>A verifikator gives <c>answer</c> on every doubtful pair of the account's case.</summary>
    GiveVerdict,

    /// <summary>Time passes: <c>for</c>, a time span such as <c>3.00:00:00</c>.</summary>
    Wait,

    /// <summary>A notice by <c>template</c> must have been written to <c>to</c> by now, exactly <c>times</c> times.</summary>
    ExpectNotice,
}

/// <summary>One thing that happens.</summary>
internal sealed record ScenarioStep(
    ScenarioAct Do, string? Site = null, string? UserId = null, string? Password = null, string? NewUserId = null, ScenarioIdentity? Identity = null, string? Answer = null,
    TimeSpan? For = null, string? Template = null, string? To = null, int Times = 1, ScenarioExpectation? Expect = null)
{
    /// <summary>The fields without which it cannot be played.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, object? Value)> Needed => Do switch
    {
        ScenarioAct.Wait => [],
        ScenarioAct.ExpectNotice => [("template", Template), ("to", To)],
        ScenarioAct.TypeDefaultPassword or ScenarioAct.Login => [.. Caller, ("password", Password)],
        ScenarioAct.ChangeUserId => [.. Caller, ("newUserId", NewUserId), ("password", Password)],
        ScenarioAct.MendIdentity => [.. Caller, ("identity", Identity)],
        ScenarioAct.GiveVerdict => [.. Caller, ("answer", Answer)],
        _ => Caller,
    };

    private (string Name, object? Value)[] Caller => [("site", Site), ("userId", UserId)];

    /// <summary>How a report names it.</summary>
    public override string ToString() => Do switch
    {
        ScenarioAct.Wait => $"wait {For}",
        ScenarioAct.ExpectNotice => $"expect-notice {Template} to {To}",
        _ => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(Do.ToString())} {Site}/{UserId}",
    };
}

/// <summary>What must come of a step. What is left out is not looked at; a step without any must merely not be refused.</summary>
/// <param name="State">The case's state, as the API names it.</param>
/// <param name="Refusal">The code of the refusal.</param>
/// <param name="Remaining">The names of what remains to be done, in order.</param>
/// <param name="Allowed">Whether roaming is allowed.</param>
internal sealed record ScenarioExpectation(string? State = null, string? Refusal = null, IReadOnlyList<string>? Remaining = null, bool? Allowed = null);
