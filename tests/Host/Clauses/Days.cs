using System.Text.Json;
using BackOffice.Fixtures;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Lets days pass.</summary>
internal static class Days
{
    /// <summary>Moves the clock to so many days after the beginning, and waits until a case's engine has looked at that day.</summary>
    public static async Task UntilDayAsync(this RunningHost host, int day, StaffClient staff, string caseId)
    {
        host.Clock.SetUtcNow(RunningHost.Beginning.AddDays(day));
        await Eventually.TrueAsync(
            async () => (await staff.CaseAsync(caseId)).Json.GetProperty("workflow").GetProperty("due") is { ValueKind: JsonValueKind.String } due && due.GetDateTimeOffset() > host.Clock.GetUtcNow(),
            otherwise: () => $"Nothing happened on day {day}.\n{host.Logs}", cancel: TestContext.Current.CancellationToken);
    }
}
