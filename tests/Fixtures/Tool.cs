namespace BackOffice.Fixtures;

/// <summary>A program that some tests run and that Debian packages.</summary>
/// <param name="Program">Its name as a shell would find it.</param>
/// <param name="Package">The Debian package that brings it.</param>
public sealed record Tool(string Program, string Package)
{
    /// <summary>Takes the text out of a PDF.</summary>
    public static Tool PdfToText { get; } = new("pdftotext", "poppler-utils");

    /// <summary>Draws the pages of a PDF as pictures.</summary>
    public static Tool PdfToPpm { get; } = new("pdftoppm", "poppler-utils");

    /// <summary>Tells what a PDF says of itself.</summary>
    public static Tool PdfInfo { get; } = new("pdfinfo", "poppler-utils");

    /// <summary>The browser of the tests that look at a page.</summary>
    public static Tool Chromium { get; } = new("chromium", "chromium");

    /// <summary>Traces the system calls of a process, or lets them fail.</summary>
    public static Tool Strace { get; } = new("strace", "strace");

    /// <summary>Runs the scripts that lie beside the labelled registries.</summary>
    public static Tool Python { get; } = new("python3", "python3");

    /// <summary>Where the program is, or null.</summary>
    public string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Program))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs the program, or ends the test by the tool's name when it is not installed.</summary>
    public Task<CommandResult> RunAsync(params IEnumerable<string> arguments)
    {
        var path = Find();
        Requirement.Check(path is not null, $"{Program} (apt-get install {Package}) is not installed");
        return Command.RunAsync(path, arguments);
    }
}
