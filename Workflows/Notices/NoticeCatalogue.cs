namespace BackOffice.Workflows.Notices;

/// <summary>
/// Every notice there is, and what each may say. A template that uses another variable, or leaves one out in either language, stops the start.
/// </summary>
internal static class NoticeCatalogue
{
    /// <summary>Values of variables that begin so are shown as <see cref="Mask"/> shows them: they belong to an account that is not merged yet (decision 21).</summary>
    public const string MaskedPrefix = "Masked";

    /// <summary>Values of variables that begin so are for the recipient alone: no member of staff is shown them.</summary>
    public const string PrivatePrefix = "Private";

    /// <summary>Whether a variable is for the recipient alone.</summary>
    public static bool IsPrivate(string variable) => variable.StartsWith(PrivatePrefix, StringComparison.Ordinal);

    public const string AccountActivated = "account-activated";
    public const string GroupFormed = "group-formed";
    public const string GroupFormedDefault = "group-formed-default";
    public const string MemberMustActivate = "member-must-activate";
    public const string UserIdChanged = "user-id-changed";
    public const string LoginAndIdentityReplaced = "login-and-identity-replaced";
    public const string IdentityMustBeMended = "identity-must-be-mended";
    public const string UserIdClash = "user-id-clash";
    public const string UnderReview = "under-review";
    public const string PasswordAttemptsExhausted = "password-attempts-exhausted";
    public const string Reminder = "reminder";
    public const string HandedToHelpdesk = "handed-to-helpdesk";
    public const string CaseRefused = "case-refused";
    public const string RecoveryRequested = "recovery-requested";
    public const string RecoveryLink = "recovery-link";
    public const string RecoveryRejected = "recovery-rejected";
    public const string RecoveryCompleted = "recovery-completed";
    public const string CaseCancelled = "case-cancelled";
    public const string PasswordChanged = "password-changed";
    public const string UserIdClashReminder = "user-id-clash-reminder";
    public const string ProviderQuestion = "provider-question";
    public const string AccountAlias = "account-alias";
    public const string IdentityChanged = "identity-changed";
    public const string IdentityProposalDecided = "identity-proposal-decided";
    public const string DefaultChosen = "default-chosen";
    public const string MustMerge = "must-merge";
    public const string NewDuplicate = "new-duplicate";
    public const string MergeUndone = "merge-undone";
    public const string Locked = "locked";
    public const string LockLifted = "lock-lifted";

    /// <summary>Who is greeted; every notice has it.</summary>
    public const string CompanyName = "CompanyName";

    /// <summary>The variables of each notice besides <see cref="CompanyName"/>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Variables { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [AccountActivated] = ["UserId", "SiteName", "ActivatedAt"],
        [GroupFormed] = ["UserId", "SiteName", "DefaultSiteName", "MaskedDefaultUserId", "DefaultReason", "GroupSize"],
        [GroupFormedDefault] = ["UserId", "SiteName", "DefaultReason", "GroupSize"],
        [MemberMustActivate] = ["UserId", "SiteName", "DefaultSiteName", "MaskedDefaultUserId", "CaseNumber"],
        [UserIdChanged] = ["OldUserId", "NewUserId", "SiteName", "ChangedAt", "Password"],
        [LoginAndIdentityReplaced] = ["OldUserId", "NewUserId", "SiteName", "DefaultSiteName", "ReplacedAt", "UndoUntil", "CaseNumber"],
        [IdentityMustBeMended] = ["UserId", "SiteName", "Fields", "CaseNumber"],
        [UserIdClash] = ["UserId", "SiteName", "CaseNumber"],
        [UnderReview] = ["UserId", "SiteName", "CaseNumber"],
        [PasswordAttemptsExhausted] = ["SiteName", "DefaultSiteName", "MaskedDefaultUserId", "Attempts", "HappenedAt", "CaseNumber"],
        [Reminder] = ["UserId", "SiteName", "OpenedAt", "Remaining", "HandedOverOn", "CaseNumber"],
        [HandedToHelpdesk] = ["UserId", "SiteName", "Reason", "CaseNumber"],
        [CaseRefused] = ["UserId", "SiteName", "Reason", "CaseNumber"],
        [RecoveryRequested] = ["DefaultSiteName", "MaskedDefaultUserId", "RequestedAt", "ObjectUntil", "SentTo"],
        [RecoveryLink] = ["PrivateLink", "WorksUntil"],
        [RecoveryRejected] = ["DefaultSiteName", "MaskedDefaultUserId", "DecidedAt"],
        [RecoveryCompleted] = ["DefaultSiteName", "MaskedDefaultUserId", "CompletedAt"],
        [CaseCancelled] = ["UserId", "SiteName", "CaseNumber"],
        [PasswordChanged] = ["UserId", "SiteName", "ChangedAt"],
        [UserIdClashReminder] = ["UserId", "SiteName", "Since", "Next"],
        [ProviderQuestion] = ["UserId", "SiteName", "Question", "CaseNumber"],
        [AccountAlias] = ["ClosedUserId", "UserId", "SiteName"],
        [IdentityChanged] = ["UserId", "SiteName", "Fields", "ChangedAt"],
        [IdentityProposalDecided] = ["UserId", "SiteName", "Numbers", "Outcome", "Reason"],
        [DefaultChosen] = ["UserId", "SiteName", "DefaultSiteName", "MaskedDefaultUserId", "DefaultReason"],
        [MustMerge] = ["UserId", "SiteName", "DefaultSiteName", "MaskedDefaultUserId"],
        [NewDuplicate] = ["UserId", "SiteName", "JoinedSiteName"],
        [MergeUndone] = ["SiteName", "MaskedDefaultUserId", "UndoneAt", "Next", "CaseNumber"],
        [Locked] = ["UserId", "SiteName", "Extent", "HappenedAt"],
        [LockLifted] = ["UserId", "SiteName", "Extent", "HappenedAt"],
    };
}
