using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Registry.Sample;

/// <summary>The stories that the sample registry tells.</summary>
public enum SampleStoryKind
{
    /// <summary>An account without a counterpart.</summary>
    Unique,

    /// <summary>Two accounts of one company, one with more packages.</summary>
    TwoMembers,

    /// <summary>Two accounts of one company with as many packages.</summary>
    Tie,

    /// <summary>Three accounts of one company.</summary>
    ThreeMembers,

    /// <summary>Two branch offices of one taxpayer.</summary>
    Branches,

    /// <summary>Two companies under one user ID.</summary>
    UserIdClash,

    /// <summary>Two accounts that may be one company: one has no tax number.</summary>
    Doubt,

    /// <summary>Two companies with one e-mail address.</summary>
    SharedContact,

    /// <summary>An identity that must be mended first.</summary>
    EmptyProvince,

    /// <summary>An account whose twin is at a site that is not V3.</summary>
    TwinOutside,
}

/// <summary>An account that a story is about.</summary>
/// <param name="Part">What it is in the story.</param>
/// <param name="Site">Its site.</param>
/// <param name="UserId">Its user ID there.</param>
/// <param name="Password">Its password, which is of the sample only.</param>
public sealed record SampleLogin(string Part, SiteCode Site, UserId UserId, string Password)
{
    /// <summary>Without the password: it is not for logs.</summary>
    public override string ToString() => $"{Part} {Site}/{UserId}";
}

/// <summary>One case of the terms, ready to be tried.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Clause">The clause of the terms, or the decision.</param>
/// <param name="Logins">Its accounts; the first is the one to activate.</param>
/// <param name="WhatHappens">What will happen then.</param>
public sealed record SampleStory(SampleStoryKind Kind, string Title, string Clause, IReadOnlyList<SampleLogin> Logins, string WhatHappens);
