using System.Diagnostics;
using System.Globalization;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Workflows.Backups;

/// <summary>PostgreSQL's own <c>pg_dump</c> and <c>pg_restore</c>, found on the machine's path. The password goes through the environment: arguments can be read by everybody on the machine.</summary>
internal sealed class PostgreSqlPrograms(IOptions<DatabaseOptions> options)
{
    /// <summary>Dumps the database as the transaction saw it that exported <paramref name="snapshot"/>.</summary>
    public Task<Refusal?> DumpAsync(string snapshot, string file, CancellationToken ct) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={file}"], ct);

    /// <summary>Puts a dump into the empty database: all of it or nothing.</summary>
    public Task<Refusal?> RestoreAsync(string file, CancellationToken ct) =>
        RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={Target.Database}", file], ct);

    private NpgsqlConnectionStringBuilder Target => new(options.Value.ConnectionString);

    private async Task<Refusal?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        if (Find(program) is not { } path)
            return Missing(program);
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in Environment(Target))
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            process.StandardInput.Close();
            var errors = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? null : Failed(program, errors.Trim().Split('\n')[0]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder target) =>
    [
        ("PGHOST", target.Host),
        ("PGPORT", target.Port.ToString(CultureInfo.InvariantCulture)),
        ("PGDATABASE", target.Database),
        ("PGUSER", target.Username),
        ("PGPASSWORD", target.Password ?? System.Environment.GetEnvironmentVariable("PGPASSWORD")),
        ("PGPASSFILE", target.Passfile ?? System.Environment.GetEnvironmentVariable("PGPASSFILE")),
        ("PGSSLMODE", target.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() }),
        ("PGSSLROOTCERT", target.RootCertificate ?? System.Environment.GetEnvironmentVariable("PGSSLROOTCERT")),
    ];

    private static string? Find(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, $"{program}.exe") })
        .FirstOrDefault(File.Exists);

    private static Refusal Missing(string program) => new("postgres-program-missing", new(
        $"Program {program} tidak ada di PATH mesin ini. Pasang klien PostgreSQL dari versi yang sama dengan servernya.",
        $"The program {program} is not on the path of this machine. Install the PostgreSQL client of the server's version."));

    private static Refusal Failed(string program, string why) => new("postgres-program-failed", new(
        $"Program {program} gagal: {why}",
        $"The program {program} failed: {why}"));
}
