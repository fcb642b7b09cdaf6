using System.CommandLine;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.CommandLine;

/// <summary><c>site-secret CODE</c> or <c>site-secret --all FILE</c>: makes or replaces client secrets of sites.</summary>
internal static class SiteSecretCommand
{
    internal static readonly Refusal CodeMalformed = new("site-code-malformed", new(
        "Kode LPSE terdiri dari satu sampai sembilan angka.",
        "A site code has one to nine digits."));

    public static Command Make()
    {
        Argument<string?> code = new("CODE") { Description = "The code of one site.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> all = new("--all") { Description = "Makes the secrets of all sites and writes them to this new file as CSV.", HelpName = "FILE" };
        Command command = new("site-secret", "Makes or replaces the client secrets of sites and prints (or writes) them once.") { code, all };
        command.Validators.Add(result =>
        {
            if (result.GetValue(code) is null == result.GetValue(all) is null)
                result.AddError("Give either the CODE of one site or --all FILE.");
        });
        command.SetAction((parsed, ct) => Verb.WithFirstHostAsync(parsed, services =>
        {
            var secrets = services.GetRequiredService<SiteSecrets>();
            return parsed.GetValue(all) is { } file ? AllAsync(parsed, secrets, file, ct) : OneAsync(parsed, secrets, parsed.GetValue(code), ct);
        }, ct));
        return command;
    }

    private static async Task<int> OneAsync(ParseResult parsed, SiteSecrets secrets, string? code, CancellationToken ct)
    {
        if (!SiteCode.TryParse(code, out var site))
            return await Verb.RefuseAsync(CodeMalformed);
        return await secrets.ReplaceAsync(StaffActor.CommandLine, site, ct) switch
        {
            SiteSecrets.Answer.Made { Credentials: [var one] } => await Verb.SayAsync(parsed, new { one.ClientId, one.Secret },
                $"""
                The secret is shown once; an earlier one no longer works:
                  client id      {one.ClientId}
                  client secret  {one.Secret}
                """),
            SiteSecrets.Answer.Refused { Why: var why } => await Verb.RefuseAsync(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static async Task<int> AllAsync(ParseResult parsed, SiteSecrets secrets, string path, CancellationToken ct)
    {
        // Made before the secrets are: what cannot be written must not replace what works.
        await using var file = PrivateFile.CreateNew(path);
        await file.WriteLineAsync("lpse_code,client_id,client_secret");
        switch (await Progress.ShowAsync("Sites", progress => secrets.ReplaceAllAsync(StaffActor.CommandLine, progress, ct)))
        {
            case SiteSecrets.Answer.Made { Credentials: var made }:
                foreach (var one in made)
                    await file.WriteLineAsync($"{one.Site},{one.ClientId},{one.Secret}".AsMemory(), ct);
                return await Verb.SayAsync(parsed, new { sites = made.Count, file = path }, $"The secrets of {made.Count} sites are in {path}; earlier ones no longer work.");
            case SiteSecrets.Answer.Refused { Why: var why }:
                return await Verb.RefuseAsync(why);
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }
}
