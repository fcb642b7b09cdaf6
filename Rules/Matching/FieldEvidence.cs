namespace BackOffice.Rules.Matching;

/// <summary>How one field of two accounts compares.</summary>
public enum FieldVerdict
{
    /// <summary>Equal in normal form.</summary>
    Agrees,

    /// <summary>Near enough that only a slip or a shortening may lie between them.</summary>
    Similar,

    /// <summary>Both sides state it, but what they state does not settle it.</summary>
    Unclear,

    /// <summary>One side does not state it.</summary>
    Missing,

    /// <summary>Both sides state it and it is another one.</summary>
    Differs,
}

/// <summary>One line of the case that a clerk reads: agree or disagree with it.</summary>
/// <param name="Field">The field in the words of the registry contract: <c>npwp</c>, <c>name</c>, <c>street</c> …</param>
/// <param name="RawA">What the first account has in the registry.</param>
/// <param name="RawB">What the second has.</param>
/// <param name="NormalA">The first in normal form; empty if not stated.</param>
/// <param name="NormalB">The second in normal form.</param>
/// <param name="Verdict">How the normal forms compare.</param>
public sealed record FieldEvidence(string Field, string RawA, string RawB, string NormalA, string NormalB, FieldVerdict Verdict);
