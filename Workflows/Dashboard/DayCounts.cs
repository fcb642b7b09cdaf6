using System.Text.Json;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Dashboard;

/// <summary>The days of a dashboard, and counts over them.</summary>
internal sealed class DayCounts(DateOnly from, DateOnly to, SiteCode? site)
{
    /// <summary>When the period begins.</summary>
    public DateTimeOffset Begin { get; } = WibDay.BeginOf(from);

    /// <summary>When it is over.</summary>
    public DateTimeOffset End { get; } = WibDay.EndOf(to);

    /// <summary>The one site that is shown.</summary>
    public SiteCode? Site => site;

    /// <summary>A state as it stands in the answers.</summary>
    public static string Name<T>(T state) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>Counts cases by day.</summary>
    public Task<ReadDashboard.Series> SeriesAsync<T>(IQueryable<IGrouping<long, T>> byDay, FilterDate date, IReadOnlyList<CaseState>? states, CancellationToken ct) =>
        SeriesAsync(byDay, new(ConsoleList.Cases, State: states is null ? null : string.Join(',', states.Select(Name)), Site: site?.Value, Date: date), ct);

    /// <summary>Counts rows by day.</summary>
    public async Task<ReadDashboard.Series> SeriesAsync<T>(IQueryable<IGrouping<long, T>> byDay, ListFilter opens, CancellationToken ct)
    {
        var counts = (await byDay.Select(day => new { day.Key, Count = day.Count() }).ToListAsync(ct)).ToDictionary(day => WibDay.OfNumber(day.Key), day => day.Count);
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Select(day => new ReadDashboard.Point(day, counts.GetValueOrDefault(day))).ToList();
        return new(new(days.Sum(day => day.Count), opens with { From = from, To = to }), days);
    }
}
