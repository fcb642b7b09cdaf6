using System.CommandLine;

namespace BackOffice.Host.CommandLine;

/// <summary>Options that every verb has.</summary>
internal static class CommonOptions
{
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder that holds everything a process writes.",
        DefaultValueFactory = _ => "data",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object on standard output.",
        Recursive = true,
    };
}
