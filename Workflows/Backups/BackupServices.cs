using BackOffice.Workflows.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.Backups;

/// <summary>Wires backing up, restoring and moving the database.</summary>
public static class BackupServices
{
    /// <summary>Adds the use cases; the database, the sealing key and the reports must be there too.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services) => services.AddSingleton<WriteBackup>().AddSingleton<RestoreBackup>().AddSingleton<CopyRegistry>();
}
