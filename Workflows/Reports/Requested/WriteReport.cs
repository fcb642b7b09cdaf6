using BackOffice.Workflows.Staff;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Reports;

/// <summary>Writes a report to a file at once, with its tables as CSV files beside it, for the command line. Nothing is kept of it that a page could verify.</summary>
public sealed class WriteReport
{
    private readonly ReportPress press;
    private readonly IOptions<ReportOptions> options;

    internal WriteReport(ReportPress press, IOptions<ReportOptions> options) => (this.press, this.options) = (press, options);

    /// <summary>Where to, and about what.</summary>
    /// <param name="File">The PDF file to write; one that is there is replaced. A table goes to <c>FILE-TABLE.csv</c> beside it.</param>
    /// <param name="Subject">What it is about.</param>
    public sealed record Request(string File, ReportSubject Subject);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is written.</summary>
        /// <param name="File">The PDF's full path.</param>
        /// <param name="Code">The code of its digest.</param>
        /// <param name="Tables">The full paths of the CSV files.</param>
        public sealed record Written(string File, string Code, IReadOnlyList<string> Tables) : Answer;

        /// <summary>It cannot be made.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Gathers and writes.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (subject, refusal) = await press.FindAsync(request.Subject, StaffActor.CommandLine, ct);
        if (subject is null)
            return new Answer.Refused(refusal!);
        var path = Path.GetFullPath(request.File);
        var stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path));
        var printed = await press.PrintAsync(subject, options.Value.Issuer with { VerifyPage = null }, path, Table, ct);
        return new Answer.Written(path, printed.Digest.Code, [.. printed.Tables.Select(Table)]);

        string Table(string name) => $"{stem}-{name}.csv";
    }
}
