using System.CommandLine;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Reports;

namespace BackOffice.Host.CommandLine;

/// <summary><c>report FILE.pdf [--site CODE]</c>: the activation report over the nation or over one site.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        Argument<string> file = new("FILE") { Description = "The PDF file to write." };
        Option<string?> site = new("--site") { Description = "The code of one site; the whole nation unless given.", HelpName = "CODE" };
        site.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } code && !SiteCode.TryParse(code, out _))
                result.AddError("A site code has one to nine digits.");
        });
        Command command = new("report", "Writes the activation report, nationwide or of one site, as PDF.") { file, site };
        command.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
        {
            var code = parsed.GetValue(site) is { } text ? SiteCode.Parse(text) : null;
            return await services.GetRequiredService<WriteNationalReport>().HandleAsync(new(parsed.GetRequiredValue(file), code), ct) switch
            {
                WriteNationalReport.Answer.Written written => await Verb.SayAsync(parsed, written, $"The report is in {written.File}; its code is {written.Code}."),
                WriteNationalReport.Answer.Refused { Refusal: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
        }, ct));
        return command;
    }
}
