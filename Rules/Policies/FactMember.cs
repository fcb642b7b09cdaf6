namespace BackOffice.Rules.Policies;

/// <summary>What a fact can be compared with.</summary>
public enum FactType
{
    /// <summary>A string, compared character by character; upper and lower case differ.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number (<see cref="int"/> or <see cref="long"/>).</summary>
    Whole,

    /// <summary>A number with decimals (<see cref="double"/>).</summary>
    Real,
}

/// <summary>One measure that a rule may read.</summary>
/// <param name="Name">The name as a rule writes it after the input's name and a dot; upper and lower case differ.</param>
/// <param name="Type">What it can be compared with.</param>
/// <param name="MayBeMissing">Whether the fact can be null. A number that may be missing is put in order (<c>&lt;</c>, <c>&gt;=</c> …) only where the rule has made sure that it is there.</param>
public sealed record FactMember(string Name, FactType Type, bool MayBeMissing);
