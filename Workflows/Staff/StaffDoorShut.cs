namespace BackOffice.Workflows.Staff;

/// <summary>Why a password or a code did not open, and from when on the next one is looked at; null: at once.</summary>
internal sealed record StaffDoorShut(Refusal Why, DateTimeOffset? TryAgainAt = null);
