using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Policies;

/// <summary>Settings of section <c>Policies</c>.</summary>
public sealed class PolicyOptions
{
    /// <summary>
    /// The rule file. Unless set, <c>rules.json</c> in the current folder if there is one, otherwise the one that came with the program.
    /// It is a proposal: a content that was never seen goes live, one that was seen before is left alone.
    /// </summary>
    public string File { get; set; } = "";

    /// <summary>How often at least the file and the database are looked at; 5 s unless set. A change of the file is usually noticed at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The rule file where no setting names one.</summary>
    public static string DefaultFile() =>
        Path.GetFullPath("rules.json") is var here && System.IO.File.Exists(here) ? here : Path.Combine(AppContext.BaseDirectory, "rules.json");
}
