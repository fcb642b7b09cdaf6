namespace BackOffice.Workflows.Registry;

/// <summary>How stages are written in files, rules and answers.</summary>
public static class SiteStages
{
    /// <summary><c>non_v3</c>, <c>v3</c> or <c>aggregated</c>.</summary>
    public static string WireName(this SiteStage stage) => stage switch
    {
        SiteStage.NonV3 => "non_v3",
        SiteStage.V3 => "v3",
        SiteStage.Aggregated => "aggregated",
        var other => throw new InvalidOperationException($"Unhandled site stage {other}."),
    };

    /// <summary>Reads what <see cref="WireName"/> writes.</summary>
    /// <exception cref="FormatException">There is no such stage.</exception>
    public static SiteStage Parse(string name) => Find(name) ?? throw new FormatException($"There is no stage {name}; it is non_v3, v3 or aggregated.");

    /// <summary>Reads what <see cref="WireName"/> writes; null when there is no such stage.</summary>
    public static SiteStage? Find(string name) => name switch
    {
        "non_v3" => SiteStage.NonV3,
        "v3" => SiteStage.V3,
        "aggregated" => SiteStage.Aggregated,
        _ => null,
    };
}
