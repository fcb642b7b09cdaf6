using System.Text.Json;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Tests.Dossiers;

/// <summary>Cases as staff see them, for decisions over them.</summary>
internal static class CaseViews
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ReadCase.AccountView Account(
        long id = 1, string site = "277", string userId = "sinar", int packages = 5, int year = 2019, bool verified = true, bool active = false, bool locked = false) => new(
        id, site, $"LPSE {site}", userId, verified, packages, new(year, 4, 1), active ? Noon : null,
        new(userId, "PT Sinar Kencana", "01.234.567.4-331.000", "", "Jl. A. Yani 12", "Kota Jambi", "Jambi", "36122", "", "kantor@sinar.example"), locked ? Noon : null);

    public static ReadCase.PairView Pair(string decision, ReadCase.AccountView? a = null, ReadCase.AccountView? b = null, VerdictAnswer? verdict = null, bool contradicts = false) => new(
        Guid.NewGuid(), a ?? Account(), b ?? Account(2, "12"), decision, "Doubt", "1", JsonSerializer.SerializeToElement(Array.Empty<object>()), false, contradicts, verdict, null, null);

    public static ReadCase.GroupView Group(ReadCase.AccountView @default, ReadCase.AccountView other, bool awaits = false) => new(
        Guid.NewGuid(), DefaultReason.MostPackages, awaits, null, null, Noon, "1", [new(@default, true, @default.PackageCount, Noon, null), new(other, false, other.PackageCount, Noon, null)]);

    public static ReadCase.View Case(
        CaseState state, ReadCase.AccountView? account = null, string? reason = null, ReadCase.GroupView? group = null, IReadOnlyList<ReadCase.PairView>? pairs = null,
        InstanceStatus status = InstanceStatus.Waiting, DateTimeOffset? due = null, bool handedOver = false, bool awaitsProvider = false, string? waitsOn = null, string? holder = null,
        IReadOnlyList<ReadActivation.Remaining>? remaining = null)
    {
        var id = new CaseId(Guid.NewGuid());
        var ended = state is CaseState.Active or CaseState.Refused or CaseState.Cancelled;
        return new(
            id, "AKT-7K3F-9QXM", state, reason, Noon, Noon, null, handedOver ? Noon : null, ended ? Noon : null, new(new(Guid.NewGuid()), id, "activation-v1", "detect", status, due, 0, null),
            account ?? Account(), remaining ?? [], group, pairs ?? [], [], null, awaitsProvider, waitsOn is null ? null : new(id, waitsOn), [], 1, null, ended ? null : Noon.AddDays(30), null, null,
            holder is null ? null : new(holder, Noon, Noon.AddMinutes(5)));
    }
}
