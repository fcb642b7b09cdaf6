using BackOffice.Rules.Identity;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Incidents;

/// <summary>One thing that stands still, as it comes from a query.</summary>
internal sealed class IncidentRow
{
    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The case; null where it is about none.</summary>
    public CaseId? CaseId { get; init; }

    /// <summary>The number of the case.</summary>
    public string? Number { get; init; }

    /// <summary>The site that it is about; null where it is about none.</summary>
    public SiteCode? Site { get; init; }

    /// <summary>The activity at which the case stands; null where it is about none.</summary>
    public string? Node { get; init; }

    /// <summary>What is told of it: type and place of a failure, a signal's name, what kind of work. Never personal data.</summary>
    public string? Detail { get; init; }

    /// <summary>What else it is about: a notice, a report, a run.</summary>
    public Guid? Subject { get; init; }
}
