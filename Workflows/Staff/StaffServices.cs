using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Staff;

/// <summary>Wires the staff door.</summary>
public static class StaffServices
{
    /// <summary>Adds the use cases of staff accounts. Hashing and normalising are ASP.NET Core Identity's; its tables hold the rows.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.TryAddSingleton<IPasswordHasher<StaffMember>, PasswordHasher<StaffMember>>();
        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        return services
            .AddSingleton<OpenStaffDoor>()
            .AddSingleton<AddStaff>()
            .AddSingleton<AddSampleStaff>()
            .AddSingleton<ChangeStaffRoles>()
            .AddSingleton<SignInStaff>()
            .AddSingleton<ReplaceStaffPassword>()
            .AddSingleton<StaffSessions>();
    }
}
