using System.ComponentModel;
using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace BackOffice.Designer.Cases;

/// <summary>A <see cref="CaseFilter"/> as it stands in the query of an address, of a page and of the API, or in the body of an act on many cases: by the same names.</summary>
public sealed record CaseQuery(
    [property: Description("Words that must all begin one of a case's identifiers."), FromQuery(Name = "q")] string? Q = null,
    [property: Description("Only cases in this state, as the state stands in the answer; several parted by commas.")] string? State = null,
    [property: Description("Only cases under review in which it is this one's turn: verifikator or provider.")] string? Turn = null,
    [property: Description("Only cases in this queue: mine, unassigned, toReview, waitingOnProvider, overdue, failed or recovery.")] string? Queue = null,
    [property: Description("Only cases of the site with this code.")] string? Site = null,
    [property: Description("Only cases of this owner.")] string? Owner = null,
    [property: Description("Only cases opened at this moment or later.")] DateTimeOffset? OpenedFrom = null,
    [property: Description("Only cases opened before this moment.")] DateTimeOffset? OpenedBefore = null,
    [property: Description("Only open cases that have been in their state for at least so many days.")] int? WaitingDays = null,
    [property: Description("What they are sorted by: opened (unless set), stateSince, number, company, site, deadline, state or owner.")] string? Sort = null,
    [property: Description("Whether the least stands first.")] bool? Ascending = null,
    [property: Description("Only cases that came to their state at this moment or later.")] DateTimeOffset? SinceFrom = null,
    [property: Description("Only cases that came to their state before this moment.")] DateTimeOffset? SinceBefore = null,
    [property: Description("Only open cases that stand until staff act (true), or that go on without them (false).")] bool? Blocked = null)
{
    private const int MostDays = 10_000;

    private static readonly Refusal SiteUnknown = new("site-unknown", new("Kode LPSE ini tidak dikenal.", "This LPSE code is not known."));
    private static readonly Refusal DaysMalformed = new("request-malformed", new($"waitingDays adalah bilangan 0 sampai {MostDays}.", $"waitingDays is a number of 0 to {MostDays}."));

    /// <summary>Reads it; null with the reason where a name in it is none.</summary>
    public CaseFilter? Read(out Refusal? refusal)
    {
        List<CaseState> states = [];
        foreach (var name in (State ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!NamedState.TryParse<CaseState>(name, out var one))
                return No(NamedState.Unknown<CaseState>(), out refusal);
            states.Add(one!.Value);
        }
        if (!NamedState.TryParse<CaseTurn>(Turn, out var turn))
            return No(NamedState.Unknown<CaseTurn>(), out refusal);
        if (!NamedState.TryParse<QueueKind>(Queue, out var queue))
            return No(NamedState.Unknown<QueueKind>(), out refusal);
        if (!NamedState.TryParse<CaseSort>(Sort, out var sort))
            return No(NamedState.Unknown<CaseSort>(), out refusal);
        SiteCode? site = null;
        if (Site is not null && !SiteCode.TryParse(Site, out site))
            return No(SiteUnknown, out refusal);
        if (WaitingDays is < 0 or > MostDays)
            return No(DaysMalformed, out refusal);
        refusal = null;
        return new()
        {
            Text = Q,
            States = states,
            Turn = turn,
            Queue = queue,
            Site = site,
            Owner = Owner,
            OpenedFrom = OpenedFrom,
            OpenedBefore = OpenedBefore,
            SinceFrom = SinceFrom,
            SinceBefore = SinceBefore,
            Blocked = Blocked,
            WaitingFor = WaitingDays is { } days ? TimeSpan.FromDays(days) : null,
            Sort = sort ?? CaseSort.Opened,
            Ascending = Ascending ?? false,
        };
    }

    /// <summary>An address with this filter in its query.</summary>
    /// <param name="path">The path, such as <c>/cases</c>.</param>
    /// <param name="more">What stands in the query beside it.</param>
    public string Address(string path = "/cases", params IEnumerable<KeyValuePair<string, string?>> more) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["q"] = Q,
        ["state"] = State,
        ["turn"] = Turn,
        ["queue"] = Queue,
        ["site"] = Site,
        ["owner"] = Owner,
        ["openedFrom"] = Text(OpenedFrom),
        ["openedBefore"] = Text(OpenedBefore),
        ["sinceFrom"] = Text(SinceFrom),
        ["sinceBefore"] = Text(SinceBefore),
        ["blocked"] = Blocked switch { true => "true", false => "false", null => null },
        ["waitingDays"] = WaitingDays?.ToString(CultureInfo.InvariantCulture),
        ["sort"] = Sort,
        ["ascending"] = Ascending is true ? "true" : null,
    }.Concat(more).Where(part => !string.IsNullOrEmpty(part.Value)));

    private static string? Text(DateTimeOffset? moment) => moment?.ToString("O", CultureInfo.InvariantCulture);

    private static CaseFilter? No(Refusal why, out Refusal? refusal)
    {
        refusal = why;
        return null;
    }
}
