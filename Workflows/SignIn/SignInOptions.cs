using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.SignIn;

/// <summary>Settings of section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    /// <summary>Where the sealing key lies, with what it is protected by; <c>keys</c> in the data folder unless set. Several Hosts share the folder or have a copy each; it is only written to when the key is made.</summary>
    [Required(AllowEmptyStrings = false)]
    public string KeyFolder { get; set; } = "";

    /// <summary>How many passwords are checked at the same time, 19 MiB each; one less than the processors there are, at least 1, unless set.</summary>
    [Range(1, 256)]
    public int HashThreads { get; set; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>How many more may wait; whoever comes then is told to try again. 64 unless set: two seconds of work for one thread.</summary>
    [Range(0, 100_000)]
    public int HashQueue { get; set; } = 64;

    /// <summary>The share of one processor that the upgrade of imported hashes may use; a quarter unless set. 0 stops it.</summary>
    [Range(0, 1.0)]
    public double RewrapShare { get; set; } = 0.25;
}
