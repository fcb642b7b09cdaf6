namespace BackOffice.Workflows.Policies;

/// <summary>Settings of section <c>Policies</c>.</summary>
public sealed class PolicyOptions
{
    /// <summary>
    /// The rule file. Unless set, <c>rules.json</c> in the current folder if there is one, otherwise the one that came with the program.
    /// It is a proposal: a content that was never seen becomes a version or a draft, one that was seen before is left alone.
    /// </summary>
    public string File { get; set; } = "";

    /// <summary>
    /// Whether what the rule file brings waits for an approver, and must have tests beside it. Unless set: in Development no, everywhere else yes. While nothing is in force at all the file is
    /// taken at once either way.
    /// </summary>
    public bool? FileNeedsApproval { get; set; }

    /// <summary>How often at least the file and the database are looked at; 5 s unless set. A change of the file is usually noticed at once.</summary>
    [Duration("00:00:00.1", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The rule file where no setting names one.</summary>
    public static string DefaultFile() =>
        Path.GetFullPath("rules.json") is var here && System.IO.File.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, "rules.json");
}
