namespace BackOffice.Rules.Policies;

/// <summary>How the results of a policy's rules make one answer.</summary>
public enum PolicyMode
{
    /// <summary>The first rule that holds, in the order of the file, decides.</summary>
    FirstHolding,

    /// <summary>Every rule states what must hold; each one that does not gives its outcome and its sentence.</summary>
    AllMustHold,
}
