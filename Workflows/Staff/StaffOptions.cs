using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Staff;

/// <summary>Settings of section <c>Staff</c>: how long staff stay signed in, and whose sign-in takes a code besides the password.</summary>
public sealed class StaffOptions : IValidatableObject
{
    /// <summary>What <see cref="TotpRoles"/> says when nobody needs a code.</summary>
    public const string Nobody = "none";

    /// <summary>After how long the password must be typed again, whatever the person does; 12 hours unless set: a working day.</summary>
    [Duration("00:10:00", "7.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>After how long without a sign of the person a session of the console ends; 30 minutes unless set. A session of the API stands on no screen and ends by <see cref="SessionLifetime"/> alone.</summary>
    [Duration("00:02:00", "1.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How many sessions a person may have at the same time; 3 unless set. One more ends the oldest.</summary>
    [Range(1, 100)]
    public int SessionsPerPerson { get; set; } = 3;

    /// <summary>
    /// The roles, parted by blanks, whose sign-in takes a code; who has one and no code yet can do nothing before setting it up. <c>none</c>: nobody needs one, everybody may have one.
    /// Unless set: <c>none</c> in Development, <c>administrator policy-owner approver</c> elsewhere.
    /// </summary>
    public string TotpRoles { get; set; } = "";

    /// <summary>Wrong sign-ins from one address, under whatever names, within <see cref="AddressWindow"/>; 50 unless set. An office behind one address shares them.</summary>
    [Range(5, 100_000)]
    public int AttemptsPerAddress { get; set; } = 50;

    /// <summary>After how long the count of an address begins anew; 15 minutes unless set.</summary>
    [Duration("00:01:00", "1.00:00:00")]
    public TimeSpan AddressWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether somebody with these roles needs a code.</summary>
    public bool NeedsCode(IReadOnlySet<string> roles) => RolesWithCode.Any(roles.Contains);

    private string[] RolesWithCode => TotpRoles == Nobody ? [] : TotpRoles.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RolesWithCode.Except(StaffRoles.All).Any())
            yield return new($"Staff:TotpRoles must be '{Nobody}' or some of: {string.Join(' ', StaffRoles.All)}.", [nameof(TotpRoles)]);
        if (SessionIdle > SessionLifetime)
            yield return new("Staff:SessionIdle must not be longer than Staff:SessionLifetime.", [nameof(SessionIdle)]);
    }
}
