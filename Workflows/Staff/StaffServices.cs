using BackOffice.Workflows.Staff.Codes;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BackOffice.Workflows.Staff;

/// <summary>Wires the staff door.</summary>
public static class StaffServices
{
    private const string TotpRolesInProduction = $"{StaffRoles.Administrator} {StaffRoles.PolicyOwner} {StaffRoles.Approver}";

    /// <summary>Adds the use cases of staff accounts. Hashing and normalising are ASP.NET Core Identity's; its tables hold the rows.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StaffOptions>()
            .Bind(configuration.GetSection("Staff"))
            .PostConfigure<IServiceProvider>((options, all) =>
            {
                if (options.TotpRoles.Length == 0)
                    options.TotpRoles = all.GetService<IHostEnvironment>()?.IsDevelopment() == true ? StaffOptions.Nobody : TotpRolesInProduction;
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<IPasswordHasher<StaffMember>, PasswordHasher<StaffMember>>();
        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        return services
            .AddSingleton<StaffPasswordGate>().AddSingleton<SignInStaff>().AddSingleton<ReplaceStaffPassword>()
            .AddSingleton<CodeVault>().AddSingleton<CodeTickets>().AddScoped<CodeGate>()
            .AddSingleton<CompleteSignIn>().AddSingleton<BeginTotp>().AddSingleton<ConfirmTotp>().AddSingleton<RemoveTotp>().AddSingleton<ResetTotp>()
            .AddSingleton<ReadTotp>().AddSingleton<RenewRecoveryCodes>()
            .AddSingleton<StaffSessions>().AddSingleton<ListSessions>().AddSingleton<EndSession>().AddSingleton<EndAllSessions>()
            .AddSingleton<OpenStaffDoor>().AddSingleton<AddSampleStaff>()
            .AddSingleton<AddStaff>().AddSingleton<ChangeStaffRoles>().AddSingleton<LimitToSites>().AddSingleton<LockStaff>().AddSingleton<ResetStaffPassword>().AddSingleton<ListStaff>();
    }
}
