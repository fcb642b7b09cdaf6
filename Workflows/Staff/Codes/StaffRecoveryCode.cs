namespace BackOffice.Workflows.Staff.Codes;

/// <summary>One of the codes that a person keeps on paper in case the device is lost. It opens once in place of the device's code.</summary>
public sealed class StaffRecoveryCode
{
    /// <summary>Whose.</summary>
    public required Guid MemberId { get; init; }

    /// <summary>HMAC-SHA256 of member and code under the sealing key.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When it was used; null while it was not.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
