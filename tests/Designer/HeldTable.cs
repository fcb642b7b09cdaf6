using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackOffice.Designer.Tests;

/// <summary>A table of PostgreSQL that nobody reads or writes until it is let go: whoever comes to it waits, in mid-call.</summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly NpgsqlConnection holder;
    private readonly string table;

    private HeldTable(NpgsqlConnection holder, string table) => (this.holder, this.table) = (holder, table);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Takes it as soon as nobody is at it.</summary>
    public static async Task<HeldTable> TakeAsync(RunningHost host, string table)
    {
        var holder = new NpgsqlConnection(host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString + ";Pooling=false");
        await holder.OpenAsync(Cancel);
        var held = new HeldTable(holder, table);
        await held.DoAsync($"""BEGIN; LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE""");
        return held;
    }

    /// <summary>Until somebody waits for it.</summary>
    public Task WaitedForAsync() => Eventually.TrueAsync(async () => (long)(await DoAsync($"SELECT count(*) {Waiting}"))! > 0, cancel: Cancel);

    /// <summary>Ends the connection of whoever waits for it, as a fault of the network would.</summary>
    public Task CutOffAsync() => DoAsync($"SELECT pg_terminate_backend(pid) {Waiting}");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => holder.DisposeAsync();

    private string Waiting => $"""FROM pg_locks WHERE NOT granted AND relation = '"{table}"'::regclass""";

    private async Task<object?> DoAsync(string statement)
    {
        await using var command = new NpgsqlCommand(statement, holder);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
