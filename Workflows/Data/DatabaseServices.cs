using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Data;

/// <summary>Wires the database.</summary>
public static class DatabaseServices
{
    /// <summary>Adds <see cref="Database"/> and, per scope, the <see cref="BackOfficeDb"/> of the configured provider.</summary>
    public static IServiceCollection AddBackOfficeDatabase(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection("Database"))
            .PostConfigure(options =>
            {
                if (options.File.Length == 0)
                    options.File = Path.Combine(dataFolder, "backoffice.db");
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SqliteConnections>().AddScoped<SqliteLease>().AddHostedService<SqliteStatistics>().AddHostedService<SqliteWriteBack>();
        services.AddDbContextPool<SqliteBackOfficeDb>((provider, db) => db.UseSqlite().AddInterceptors(new KeptConnection.Interceptor()));
        services.AddDbContextPool<PostgreSqlBackOfficeDb>((provider, db) => db.UseNpgsql(PostgreSqlSessions.ForWork(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value)));
        services.AddScoped<BackOfficeDb>(provider => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            DatabaseProvider.Sqlite => OnLeasedConnection(provider),
            DatabaseProvider.PostgreSql => provider.GetRequiredService<PostgreSqlBackOfficeDb>(),
            var other => throw new InvalidOperationException($"Unhandled database provider {other}."),
        });
        services.AddScoped<AfterCommit>();
        if (configuration["KILL_AT"] is { Length: > 0 } killAt)
            services.AddSingleton<IDurablePoints>(new KillAt(killAt));
        else if (configuration["DURABLE_POINTS"] is { Length: > 0 } file)
            services.AddSingleton<IDurablePoints>(new DurablePointList(file));
        services.AddSingleton<HostWire>().AddHostedService<HostWireListener>();
        services.AddSingleton<Database>();
        services.AddSingleton<Leadership>().AddSingleton<Schema>().AddSingleton<SoleHost>();
        services.AddScoped<RowLocks>();
        return services;
    }

    // The lease comes first, so that it outlives the context.
    private static SqliteBackOfficeDb OnLeasedConnection(IServiceProvider provider)
    {
        var lease = provider.GetRequiredService<SqliteLease>();
        var db = provider.GetRequiredService<SqliteBackOfficeDb>();
        db.Database.SetDbConnection(lease.Connection);
        return db;
    }

    // The two factories serve `dotnet ef` alone, which writes the migrations and connects to nothing.
    private sealed class SqliteFactory : IDesignTimeDbContextFactory<SqliteBackOfficeDb>
    {
        public SqliteBackOfficeDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteBackOfficeDb>().UseSqlite().Options);
    }

    private sealed class PostgreSqlFactory : IDesignTimeDbContextFactory<PostgreSqlBackOfficeDb>
    {
        public PostgreSqlBackOfficeDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlBackOfficeDb>().UseNpgsql().Options);
    }
}
