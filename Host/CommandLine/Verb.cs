using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackOffice.Host.Http;
using BackOffice.Workflows;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.CommandLine;

/// <summary>What the verbs share: a prepared Host that does not listen, and the ways to say how it went.</summary>
internal static class Verb
{
    private static readonly JsonSerializerOptions Json = MakeJson();

    /// <summary>Runs a verb's work; a fault that is to be expected ends it with a sentence instead of a stack trace.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (ExpectedFaults.SentenceOf(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCode.Unusable;
        }
    }

    /// <summary>Runs a verb's work beside the prepared database; where there is none, nothing is made and the verb is refused.</summary>
    public static Task<int> WithHostAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), MakeDataFolder = false, Quiet = true });
        Validate(app);
        if (await app.Services.GetRequiredService<Schema>().WhyNotThereAsync(ct) is { } missing)
            return await RefuseAsync(missing);
        app.Services.GetRequiredService<DataFolder>().Make();
        await BackOfficeHost.PrepareAsync(app, ct);
        return await work(app.Services);
    });

    /// <summary>Runs a verb's work beside the prepared database, which is made where there is none: for verbs that a registry begins with.</summary>
    public static Task<int> WithFirstHostAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), Quiet = true });
        await BackOfficeHost.PrepareAsync(app, ct);
        return await work(app.Services);
    });

    /// <summary>Runs a verb's work beside a Host whose database was not touched and need not be there; only the settings are checked.</summary>
    public static Task<int> WithUnpreparedHostAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work) => GuardAsync(async () =>
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = parsed.GetRequiredValue(CommonOptions.Data), Quiet = true });
        Validate(app);
        return await work(app.Services);
    });

    /// <summary>Prints a result: as one JSON object where that was asked for, otherwise in words.</summary>
    public static async Task<int> SayAsync(ParseResult parsed, object result, string words)
    {
        await Console.Out.WriteLineAsync(parsed.GetValue(CommonOptions.Json) ? JsonSerializer.Serialize(result, Json) : words);
        return ExitCode.Done;
    }

    /// <summary>Prints a result with findings: one line each unless JSON was asked for.</summary>
    public static async Task<int> SayFindingsAsync(ParseResult parsed, object result, IReadOnlyCollection<string> findings, string words)
    {
        await SayAsync(parsed, result, string.Join('\n', [.. findings, words]));
        return findings.Count == 0 ? ExitCode.Done : ExitCode.Findings;
    }

    /// <summary>Prints why nothing was done.</summary>
    public static async Task<int> RefuseAsync(Refusal refusal)
    {
        await Console.Error.WriteLineAsync(refusal.Sentence.English);
        return ExitCode.Unusable;
    }

    private static void Validate(WebApplication app)
    {
        foreach (var settings in app.Services.GetServices<IStartupValidator>())
            settings.Validate();
    }

    private static JsonSerializerOptions MakeJson()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        WireValues.AddTo(json.Converters);
        return json;
    }
}
