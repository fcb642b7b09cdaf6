using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Engine;

/// <summary>Settings of section <c>Workflows</c>.</summary>
public sealed class WorkflowOptions : IValidatableObject
{
    private static readonly TimeSpan[] DefaultRetries =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];

    /// <summary>A folder with definition files to publish at start beside those shipped; none unless set.</summary>
    public string Definitions { get; set; } = "";

    /// <summary>
    /// How long to wait after the first, second, … failure of a step before it is tried again; after the last one a person must retry it.
    /// Unless set 1 s, 5 s, 30 s, 5 min and 1 h. A setting replaces them all.
    /// </summary>
    public IList<TimeSpan> Retries { get; } = [];

    /// <summary>How often at least the sweeper looks for what is due; 5 s unless set. Nudges and due dates wake it earlier.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a running instance may stand still before the sweeper counts its driver as dead; 30 s unless set. Too short costs speed, never correctness.</summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many instances the sweeper takes up in one look; 200 unless set.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 200;

    /// <summary>How many instances the sweeper drives at once; 4 unless set. SQLite has one writer, so more help PostgreSQL only.</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = 4;

    /// <summary>When to try again after so many failures; null when a person must.</summary>
    internal TimeSpan? RetryAfter(int failures)
    {
        var retries = Retries.Count == 0 ? DefaultRetries : Retries;
        return failures <= retries.Count ? retries[failures - 1] : null;
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Definitions.Length > 0 && !Directory.Exists(Definitions))
            yield return new($"Workflows:Definitions names the folder '{Definitions}', which does not exist.", [nameof(Definitions)]);
        if (Retries.Any(wait => wait <= TimeSpan.Zero))
            yield return new("Workflows:Retries must be time spans above zero.", [nameof(Retries)]);
        if (SweepEvery <= TimeSpan.Zero || SweepEvery > TimeSpan.FromMinutes(10))
            yield return new("Workflows:SweepEvery must be above zero and at most ten minutes.", [nameof(SweepEvery)]);
        if (StuckAfter <= TimeSpan.Zero)
            yield return new("Workflows:StuckAfter must be above zero.", [nameof(StuckAfter)]);
    }
}
