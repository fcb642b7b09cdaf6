namespace BackOffice.Workflows.Activation;

/// <summary>The signals of the activation path. Each says "look again", so one that comes late or twice does no harm.</summary>
public static class CaseSignals
{
    /// <summary>The identity of the case's account was edited.</summary>
    public const string IdentityChanged = "identity-changed";

    /// <summary>A user ID that the case waits for was changed.</summary>
    public const string UserIdChanged = "user-id-changed";

    /// <summary>A person decided about a pair of the case.</summary>
    public const string VerdictGiven = "verdict-given";

    /// <summary>A verifikator asked the provider something: reminders count from there, and nothing goes on.</summary>
    public const string ProviderAsked = "provider-asked";

    /// <summary>Staff extended the deadline: reminders count from there, and nothing goes on.</summary>
    public const string DeadlineExtended = "deadline-extended";

    /// <summary>The Default's password was typed correctly; the reference is the <see cref="SignIn.PasswordProof"/>.</summary>
    public const string DefaultPasswordProven = "default-password-proven";

    /// <summary>The case's attempts at the Default's password are used up.</summary>
    public const string AttemptsExhausted = "attempts-exhausted";

    /// <summary>The helpdesk lets the case go on.</summary>
    public const string HelpdeskResumed = "helpdesk-resumed";
}
