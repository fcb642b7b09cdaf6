using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Settings of section <c>Joining</c>.</summary>
public sealed class JoiningOptions
{
    /// <summary>The most bytes that an uploaded accounts file may have; 50 MB are some 150,000 accounts, more than any site has.</summary>
    [Range(1_000, 1_000_000_000)]
    public long MaxUploadBytes { get; set; } = 50_000_000;

    /// <summary>For how many hours a rehearsal opens the door: after that the registry has changed too much around it.</summary>
    [Range(1, 720)]
    public int RehearsalHours { get; set; } = 24;

    /// <summary>After how many days an uploaded file is deleted that was not imported.</summary>
    [Range(1, 90)]
    public int UploadDays { get; set; } = 7;

    /// <summary>For how many days after a job its tables can be fetched: they name accounts, and what they say is soon out of date.</summary>
    [Range(1, 3_650)]
    public int TableDays { get; set; } = 30;
}
