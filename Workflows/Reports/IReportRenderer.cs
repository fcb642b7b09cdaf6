namespace BackOffice.Workflows.Reports;

/// <summary>Turns a report into a PDF file. One object serves any number of renderings at once.</summary>
public interface IReportRenderer
{
    /// <summary>What the files of this renderer have beyond what every renderer owes.</summary>
    RendererTraits Traits { get; }

    /// <summary>
    /// Writes the report. The stream is written in order and without seeking, by blocking writes: a file or a memory stream, not an answer to a request.
    /// A table's rows may be read several times. What was written before a failure or a cancellation is not a usable file.
    /// </summary>
    /// <exception cref="IOException">The stream refused to take more; its own exception comes through.</exception>
    Task RenderAsync(ReportDocument report, Stream output, CancellationToken cancellation);
}

/// <summary>What a renderer may offer; a test of it runs only where it is offered.</summary>
[Flags]
public enum RendererTraits
{
    /// <summary>Only what every renderer owes.</summary>
    None = 0,

    /// <summary>The file carries its structure (headings, tables, alternative texts) for assistive technology.</summary>
    Tagged = 1,

    /// <summary>Equal reports give equal bytes.</summary>
    SameBytes = 2,

    /// <summary>The file names its language.</summary>
    Language = 4,
}
