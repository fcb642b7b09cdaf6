using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Workflows.SignIn;

/// <summary>Wires the sealing of passwords.</summary>
public static class SignInServices
{
    /// <summary>
    /// Adds <see cref="KeyRing"/> (open it once the database is migrated), <see cref="PasswordVault"/>, <see cref="Rewrap"/> and its worker.
    /// Data Protection keeps its keys among the <see cref="SharedKeys"/>.
    /// </summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var folder = configuration["SignIn:KeyFolder"] is { Length: > 0 } set ? set : Path.Combine(dataFolder, "keys");
        services.AddOptions<SignInOptions>()
            .Bind(configuration.GetSection("SignIn"))
            .PostConfigure(options => options.KeyFolder = folder)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddDataProtection().SetApplicationName("BackOffice");
        services.AddOptions<KeyManagementOptions>().Configure<SharedRing>((protection, ring) => protection.XmlRepository = ring);
        services.AddSingleton<KeyRing>().AddSingleton<SharedKeys>().AddSingleton<SharedRing>();
        services.AddSingleton<HashLimiter>();
        services.AddSingleton<PasswordVault>();
        services.AddSingleton<ForgetOldAttempts>();
        services.AddSingleton<Rewrap>();
        services.AddHostedService<RewrapWorker>();
        return services;
    }
}
