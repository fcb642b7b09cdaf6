using System.CommandLine;
using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Reports;

namespace BackOffice.Host.CommandLine;

/// <summary><c>report FILE.pdf</c>: a report over the nation, or of a site, a case, a group, a clash or a period, with its tables as CSV beside it.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        Argument<string> file = new("FILE") { Description = "The PDF file to write; its tables go beside it as FILE-TABLE.csv." };
        Option<string?> site = new("--site") { Description = "The code of one site; the whole nation unless anything is given.", HelpName = "CODE" };
        Option<string?> @case = new("--case") { Description = "The number of one case.", HelpName = "NUMBER" };
        Option<string?> group = new("--group") { Description = "The id of one activation group.", HelpName = "ID" };
        Option<string?> clash = new("--clash") { Description = "The id of one clash of user IDs.", HelpName = "ID" };
        var (from, to) = (Day("--from", "The first day of a period."), Day("--to", "The last day of the period, included."));
        site.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } code && !SiteCode.TryParse(code, out _))
                result.AddError("A site code has one to nine digits.");
        });
        Command command = new("report", "Writes a report as PDF with CSV tables beside it: of the nation, a site, a case, a group, a clash or a period.") { file, site, @case, group, clash, from, to };
        command.Validators.Add(result =>
        {
            var period = result.GetValue(from) is not null || result.GetValue(to) is not null;
            if (new[] { site, @case, group, clash }.Count(option => result.GetValue(option) is not null) + (period ? 1 : 0) > 1)
                result.AddError("Give one of --site, --case, --group, --clash, or --from with --to.");
        });
        command.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
            await services.GetRequiredService<WriteReport>().HandleAsync(new(parsed.GetRequiredValue(file), Subject(parsed)), ct) switch
            {
                WriteReport.Answer.Written written => await Verb.SayAsync(parsed, written, $"The report is in {written.File}; its code is {written.Code}. Tables: {written.Tables.Count}, beside it."),
                WriteReport.Answer.Refused { Refusal: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            }, ct));
        return command;

        ReportSubject Subject(ParseResult parsed) => 0 switch
        {
            _ when parsed.GetValue(site) is { } code => new(ReportKind.Site, code),
            _ when parsed.GetValue(@case) is { } number => new(ReportKind.Case, number),
            _ when parsed.GetValue(group) is { } id => new(ReportKind.Group, id),
            _ when parsed.GetValue(clash) is { } id => new(ReportKind.Clash, id),
            _ when parsed.GetValue(from) is not null || parsed.GetValue(to) is not null => new(ReportKind.Period, From: Read(parsed.GetValue(from)), To: Read(parsed.GetValue(to))),
            _ => new(ReportKind.Nation),
        };
    }

    private static Option<string?> Day(string name, string description)
    {
        Option<string?> day = new(name) { Description = description, HelpName = "YYYY-MM-DD" };
        day.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Read(text) is null)
                result.AddError($"{name} takes a day such as 2026-11-22.");
        });
        return day;
    }

    private static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
