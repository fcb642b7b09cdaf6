namespace BackOffice.Workflows.Policies;

/// <summary>The bytes of a rule file as they are now, or why they cannot be had.</summary>
internal abstract record RuleFileBytes
{
    // One byte more than a rule set may have: enough to be refused for its size.
    private const int Enough = 1_000_001;

    private RuleFileBytes()
    {
    }

    public sealed record Read(ReadOnlyMemory<byte> Bytes) : RuleFileBytes;

    public sealed record Unreadable(string Reason) : RuleFileBytes;

    /// <summary>Where the tests of a rule file lie: beside <c>rules.json</c> it is <c>rules.tests.json</c>.</summary>
    public static string TestsBeside(string path) => Path.ChangeExtension(path, null) + ".tests.json";

    /// <summary>Reads the tests beside a rule file; null when there are none.</summary>
    public static async Task<ReadOnlyMemory<byte>?> OfTestsAsync(string path, CancellationToken ct) => await OfAsync(TestsBeside(path), ct) is Read(var bytes) ? bytes : (ReadOnlyMemory<byte>?)null;

    /// <summary>Reads the file, however large it is, also while somebody writes it.</summary>
    public static async Task<RuleFileBytes> OfAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Enough];
            return new Read(bytes.AsMemory(0, await file.ReadAtLeastAsync(bytes, Enough, throwOnEndOfStream: false, ct)));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Unreadable($"There is no file {path}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Unreadable($"The file {path} cannot be read: {fault.Message}");
        }
    }
}
