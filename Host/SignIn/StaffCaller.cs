using BackOffice.Workflows.Staff;

namespace BackOffice.Host.SignIn;

/// <summary>The member of staff who signed in. Only calls under the policies of <see cref="StaffTokens"/> have it.</summary>
internal sealed record StaffCaller(StaffSession Session)
{
    public StaffActor Actor => Session.Actor;

    public static ValueTask<StaffCaller> BindAsync(HttpContext http) => ValueTask.FromResult(
        http.Features.Get<StaffCaller>() ?? throw new InvalidOperationException("The call is not made by staff."));
}
