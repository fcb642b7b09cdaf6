using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation;

/// <summary>One normalised word under which a case is found by its beginning: number, user ID, e-mail, NPWP digits, site, words of the company name.</summary>
public sealed class SearchTerm
{
    /// <summary>The word: lower case, letters and digits only.</summary>
    public required string Term { get; init; }

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }
}
