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
}
