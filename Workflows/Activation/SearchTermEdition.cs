using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Editions;

namespace BackOffice.Workflows.Activation;

/// <summary>The words under which cases are found. Those of another edition stay beside the new ones: nobody can tell them from the words of a former login.</summary>
internal sealed class SearchTermEdition : IDerivedKeys
{
    /// <inheritdoc />
    public string Kind => "search-terms";

    /// <inheritdoc />
    public string Edition => CaseSearchTerms.Edition;

    /// <inheritdoc />
    public Task RenewAsync(BackOfficeDb db, long after, long last, CancellationToken ct) =>
        CaseTerms.AddMissingAsync(db, db.Cases.Where(@case => @case.Account.ProviderId > after && @case.Account.ProviderId <= last), ct);
}
