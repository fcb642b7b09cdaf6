using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry.RollOut;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Dashboard;

/// <summary>
/// Staff see how the activation goes: what happened day by day, where everything stands, what waits longest and what failed. Counted from indexes at each call; a person who is limited to
/// some sites sees the numbers of those.
/// </summary>
public sealed class ReadDashboard(Database database, Rewrap rewrap)
{
    /// <summary>The most days that one dashboard shows.</summary>
    public const int MaxDays = 400;

    /// <summary>How many of the oldest waits are listed.</summary>
    public const int OldestWaits = 10;

    /// <summary>Which period, and which site.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="From">The first day, in western Indonesian time.</param>
    /// <param name="To">The last day, included.</param>
    /// <param name="Site">One site alone; null for all that the person may see.</param>
    public sealed record Request(StaffActor By, DateOnly From, DateOnly To, SiteCode? Site = null);

    /// <summary>One kind of event over the days.</summary>
    /// <param name="Total">The whole period.</param>
    /// <param name="Days">Each day of the period, in order, zeros too; <c>Total.Opens.On(day)</c> opens the list of one.</param>
    public sealed record Series(Figure Total, IReadOnlyList<Point> Days);

    /// <summary>One day.</summary>
    public sealed record Point(DateOnly Day, int Count);

    /// <summary>What happened.</summary>
    /// <param name="Opened">Activations that were opened.</param>
    /// <param name="Activated">Those that became active and still are.</param>
    /// <param name="Merged">Accounts that were merged into a Default; an undo later takes none away.</param>
    /// <param name="HandedOver">Activations whose deadline passed (decision 20), by the notice that tells the provider.</param>
    /// <param name="ClosedOtherwise">Activations that were refused or cancelled.</param>
    public sealed record History(Series Opened, Series Activated, Series Merged, Series HandedOver, Series ClosedOtherwise);

    /// <summary>Where everything stands now.</summary>
    /// <param name="Figures">The accounts (see <see cref="SiteFigures"/>); of all sites, whether they have joined or not.</param>
    /// <param name="Registered">Open accounts.</param>
    /// <param name="Opened">Accounts for which activation was ever asked.</param>
    /// <param name="Waiting">Open activations by state; blocked ones are among them.</param>
    /// <param name="Blocked">Open activations that stand until staff act.</param>
    /// <param name="Active">Activated accounts.</param>
    public sealed record Funnel(SiteFigures Figures, Figure Registered, Figure Opened, IReadOnlyList<Waiting> Waiting, Figure Blocked, Figure Active);

    /// <summary>The open activations of one state.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Figure">How many.</param>
    /// <param name="OldestSince">Since when the oldest of them stands there.</param>
    public sealed record Waiting(CaseState State, Figure Figure, DateTimeOffset OldestSince);

    /// <summary>One open activation that has stood in its state longest.</summary>
    public sealed record OldestWait(CaseId Case, string Number, string Site, string CompanyName, CaseState State, DateTimeOffset Since);

    /// <summary>What failed and waits for somebody.</summary>
    /// <param name="Incidents">Cases whose step failed and is not tried again by itself.</param>
    /// <param name="DeadNotices">Notices that reached nobody and were not sent again since.</param>
    /// <param name="FailedReports">Reports that could not be drawn.</param>
    /// <param name="PolicyAlarms">Open alarms about the rule file; null for a person who is limited to some sites.</param>
    /// <param name="HashesLeft">Imported password hashes that wait for Argon2id, no failure by itself; null for such a person.</param>
    public sealed record Failures(Figure Incidents, Figure DeadNotices, Figure FailedReports, Figure? PolicyAlarms, Figure? HashesLeft);

    /// <summary>The notices of one state that were written in the period.</summary>
    public sealed record NoticeSeries(NoticeState State, Series Series);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The dashboard.</summary>
        /// <param name="At">When it was counted.</param>
        /// <param name="History">What happened.</param>
        /// <param name="Funnel">Where everything stands.</param>
        /// <param name="Oldest">What waits longest.</param>
        /// <param name="Failures">What failed.</param>
        /// <param name="Notices">The notices, by state.</param>
        public sealed record Found(
            DateTimeOffset At, History History, Funnel Funnel, IReadOnlyList<OldestWait> Oldest, Failures Failures, IReadOnlyList<NoticeSeries> Notices) : Answer;

        /// <summary>Not for this person, or no such period or site.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Counts.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(StaffRoles.All) ?? Check(request)) is { } refusal)
            return new Answer.Refused(refusal);
        if (request.Site is { } site && !await database.ReadAsync((db, token) => db.Sites.AnyAsync(one => one.Code == site, token), ct))
            return new Answer.Refused(CaseRefusals.SiteUnknown(site));
        var unlimited = request is { Site: null, By.Sites: null };
        var hashes = unlimited ? await rewrap.CountLeftAsync(ct) : (int?)null;
        return await database.ReadAsync<Answer>(async (db, token) =>
        {
            var rows = new DashboardRows(db, request.Site is { } one ? [one] : request.By.Sites);
            var days = new DayCounts(request.From, request.To, request.Site);
            return new Answer.Found(
                database.Now, await HistoryAsync(rows, days, token), await FunnelAsync(rows, request.Site, token), await OldestAsync(rows, token),
                await FailuresAsync(rows, request.Site, hashes, token), await NoticesAsync(rows, days, token));
        }, ct);
    }

    private static Refusal? Check(Request request) => request switch
    {
        _ when request.To < request.From || request.To.DayNumber - request.From.DayNumber >= MaxDays => PeriodMalformed,
        { Site: { } site, By.Sites: { } sites } when !sites.Contains(site) => CaseRefusals.SiteUnknown(site),
        _ => null,
    };

    private static async Task<History> HistoryAsync(DashboardRows rows, DayCounts days, CancellationToken ct) => new(
        await days.SeriesAsync(rows.Cases.Where(@case => @case.OpenedAt >= days.Begin && @case.OpenedAt < days.End).GroupBy(@case => WibDay.NumberOf(@case.OpenedAt)), FilterDate.Opened, null, ct),
        await days.SeriesAsync(Ended(rows, days, CaseState.Active), FilterDate.Since, [CaseState.Active], ct),
        await days.SeriesAsync(rows.Merges.Where(merge => merge.At >= days.Begin && merge.At < days.End).GroupBy(merge => WibDay.NumberOf(merge.At)), FilterDate.Merged, null, ct),
        await days.SeriesAsync(
            rows.Notices.Where(notice => notice.Template == NoticeCatalogue.HandedToHelpdesk && notice.ResendOf == null && notice.CreatedAt >= days.Begin && notice.CreatedAt < days.End)
                .GroupBy(notice => WibDay.NumberOf(notice.CreatedAt)), FilterDate.HandedOver, null, ct),
        await days.SeriesAsync(Ended(rows, days, CaseState.Refused, CaseState.Cancelled), FilterDate.Since, [CaseState.Refused, CaseState.Cancelled], ct));

    // A case that ended came to its last state at that moment, and stays there.
    private static IQueryable<IGrouping<long, ActivationCase>> Ended(DashboardRows rows, DayCounts days, params CaseState[] states) => rows.Cases
        .Where(@case => states.Contains(@case.State) && @case.StateSince >= days.Begin && @case.StateSince < days.End).GroupBy(@case => WibDay.NumberOf(@case.StateSince));

    private static async Task<Funnel> FunnelAsync(DashboardRows rows, SiteCode? site, CancellationToken ct)
    {
        var figures = (await SiteFigures.ReadAsync(rows.Db, rows.Only, ct)).Values.Aggregate(SiteFigures.None, (sum, one) => sum + one);
        var cases = new ListFilter(ConsoleList.Cases, Site: site?.Value);
        var opened = await rows.Cases.Select(@case => @case.AccountId).Distinct().CountAsync(ct);
        var waiting = await SiteFigures.Standing(rows.Db, rows.Cases.Where(@case => @case.ClosedAt == null)).GroupBy(row => row.State)
            .Select(state => new { State = state.Key, Count = state.Count(), Blocked = state.Count(row => row.Blocked), Oldest = state.Min(row => row.Since) }).ToListAsync(ct);
        return new(
            figures, new(figures.Registered, new(ConsoleList.Sites, Site: site?.Value)), new(opened, cases),
            [.. waiting.OrderBy(row => row.State).Select(row => new Waiting(row.State, new(row.Count, cases with { State = DayCounts.Name(row.State) }), row.Oldest))],
            new(waiting.Sum(row => row.Blocked), cases with { Queue = "blocked" }),
            new(figures.Activated, cases with { State = DayCounts.Name(CaseState.Active) }));
    }

    private static async Task<IReadOnlyList<OldestWait>> OldestAsync(DashboardRows rows, CancellationToken ct) =>
        (await rows.Cases.Where(@case => @case.ClosedAt == null).OrderBy(@case => @case.StateSince).Take(OldestWaits)
            .Select(@case => new { @case.Id, @case.Number, @case.Account.SiteCode, @case.Account.Provider.CompanyName, @case.State, @case.StateSince }).ToListAsync(ct))
        .ConvertAll(row => new OldestWait(row.Id, row.Number, row.SiteCode.Value, row.CompanyName, row.State, row.StateSince));

    private static async Task<Failures> FailuresAsync(DashboardRows rows, SiteCode? site, int? hashes, CancellationToken ct) => new(
        new(await rows.Incidents.CountAsync(ct), new(ConsoleList.Cases, Queue: "incidents", Site: site?.Value)),
        new(await rows.DeadLetters.CountAsync(ct), new(ConsoleList.Notices, Queue: "deadLetters", Site: site?.Value)),
        new(await rows.FailedReportsAsync(ct), new(ConsoleList.Reports, State: "failed", Site: site?.Value)),
        hashes is null ? null : new(await rows.Db.PolicyAlarms.CountAsync(alarm => alarm.ClearedAt == null, ct), new(ConsoleList.Policies, Queue: "alarms")),
        hashes is { } left ? new(left, null) : null);

    private static async Task<IReadOnlyList<NoticeSeries>> NoticesAsync(DashboardRows rows, DayCounts days, CancellationToken ct)
    {
        List<NoticeSeries> series = [];
        // State by state, because that is how the index goes.
        foreach (var state in Enum.GetValues<NoticeState>())
            series.Add(new(state, await days.SeriesAsync(
                rows.Notices.Where(notice => notice.State == state && notice.CreatedAt >= days.Begin && notice.CreatedAt < days.End).GroupBy(notice => WibDay.NumberOf(notice.CreatedAt)),
                new(ConsoleList.Notices, State: DayCounts.Name(state), Site: days.Site?.Value, Date: FilterDate.Written), ct)));
        return series;
    }

    private static Refusal PeriodMalformed { get; } = new("period-malformed", new(
        $"Periode tidak boleh terbalik atau lebih dari {MaxDays} hari.", $"A period must not be turned round or be longer than {MaxDays} days."));
}
