using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace BackOffice.Workflows.Notices;

/// <summary>Where mails go.</summary>
public enum MailTransportKind
{
    /// <summary>Into a folder, one <c>.eml</c> file each: nothing leaves the machine.</summary>
    Folder,

    /// <summary>To a mail server.</summary>
    Smtp,
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS is required: a server that does not offer it gets neither password nor mail.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (usually port 465).</summary>
    SslOnConnect,

    /// <summary>In clear, for a relay on the same machine; refused together with a password.</summary>
    None,
}

/// <summary>The settings of section <c>Mail</c>, checked when the Host starts. Without any, mails go to the folder <c>outbox</c> in the data folder.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Mail";

    private const string FromNobody = "agregasi@inaproc.example";

    // A mailbox that is full, or a server that is away over a long weekend, is given almost three days.
    private static readonly TimeSpan[] DefaultRetries =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(1),
    ];

    /// <summary>Where mails go; by default into a folder.</summary>
    [EnumDataType(typeof(MailTransportKind))]
    public MailTransportKind Transport { get; set; } = MailTransportKind.Folder;

    /// <summary>The folder for <see cref="MailTransportKind.Folder"/>; by default <c>outbox</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>The mail server's name; required for <see cref="MailTransportKind.Smtp"/>.</summary>
    public string? Host { get; set; }

    /// <summary>The mail server's port; by default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Who signs in at the mail server; without it nobody does.</summary>
    public string? UserName { get; set; }

    /// <summary>The password to it. Best given as environment variable <c>Mail__Password</c>.</summary>
    public string? Password { get; set; }

    /// <summary>How the connection is protected; by default STARTTLS is required.</summary>
    [EnumDataType(typeof(MailSecurity))]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>
    /// SHA-256 of the server's own certificate in hexadecimal digits. If given, that very certificate is required and no authority is asked: for a server whose
    /// certificate nobody else has signed. It has to be changed here when the server's certificate is renewed.
    /// </summary>
    [RegularExpression("^([0-9A-Fa-f]{2}:?){32}$", ErrorMessage = "Mail:CertificateFingerprint must be a SHA-256 fingerprint: 64 hexadecimal digits.")]
    public string? CertificateFingerprint { get; set; }

    /// <summary>The sender's address; required for <see cref="MailTransportKind.Smtp"/>, since a server refuses an address that is not its own.</summary>
    [Required]
    public string From { get; set; } = FromNobody;

    /// <summary>The sender's name.</summary>
    [Required]
    public string FromName { get; set; } = "Agregasi Inaproc";

    /// <summary>How long one attempt may take, connecting included; by default 30 seconds.</summary>
    [Duration("00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait after the first, second, … attempt that did not work before the notice is tried again; after the last one a person must look at it.
    /// Unless set 1 min, 5 min, 15 min, 1 h, 6 h, 12 h, 1 day, 1 day: almost three days in all. A setting replaces them all.
    /// </summary>
    public IList<TimeSpan> Retries { get; } = [];

    /// <summary>How often at least the worker looks for what is due; 5 s unless set. A notice that was just written wakes it at once.</summary>
    [Duration("00:00:00.1", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many mails go to one recipient domain within a minute; 60 unless set. What is over waits for the next minute, without keeping the mails to other domains
    /// waiting. Servers refuse senders that come in bursts.
    /// </summary>
    [Range(1, 100_000)]
    public int PerDomainPerMinute { get; set; } = 60;

    /// <summary>
    /// The folder from which delivery reports (<c>*.eml</c>) of the sender's mailbox are read; by default <c>bounces</c> in the data folder. What was read moves to its
    /// folder <c>done</c>, what could not be made out to <c>unread</c>.
    /// </summary>
    public string? BounceFolder { get; set; }

    /// <summary>How many due notices the worker reads at a time; 100 unless set.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 100;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MimeMail.Address(From) is null)
            yield return new("Mail:From must be one e-mail address, without a name.", [nameof(From)]);
        if (Transport is MailTransportKind.Smtp && string.IsNullOrWhiteSpace(Host))
            yield return new("Mail:Host is required when Mail:Transport is Smtp.", [nameof(Host)]);
        if (Transport is MailTransportKind.Smtp && From == FromNobody)
            yield return new("Mail:From is required when Mail:Transport is Smtp.", [nameof(From)]);
        if (string.IsNullOrEmpty(UserName) != string.IsNullOrEmpty(Password))
            yield return new("Mail:UserName and Mail:Password belong together: give both or neither.", [nameof(UserName), nameof(Password)]);
        if (Security is MailSecurity.None && !string.IsNullOrEmpty(Password))
            yield return new("Mail:Security None would send Mail:Password in clear. Choose StartTls or SslOnConnect, or give no password.", [nameof(Security)]);
        if (Retries.Any(wait => wait <= TimeSpan.Zero))
            yield return new("Mail:Retries must be time spans above zero.", [nameof(Retries)]);
    }

    internal MailboxAddress Sender => new(FromName, From);

    /// <summary>How long to wait after so many attempts that did not work; null when a person must look at it.</summary>
    internal TimeSpan? RetryAfter(int attempts)
    {
        var retries = Retries.Count == 0 ? DefaultRetries : Retries;
        return attempts <= retries.Count ? retries[attempts - 1] : null;
    }
}
