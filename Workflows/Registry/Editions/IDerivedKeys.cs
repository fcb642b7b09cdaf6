using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Registry.Editions;

/// <summary>One kind of keys under which rows are found, and which are worked out from those rows.</summary>
public interface IDerivedKeys
{
    /// <summary>What they are called: the key of their <see cref="KeyEdition"/>, never to be changed.</summary>
    string Kind { get; }

    /// <summary>Names the way they are made in this release: other words or other code, another name.</summary>
    string Edition { get; }

    /// <summary>Makes those of some providers anew, in the caller's transaction; what is right already is not written.</summary>
    /// <param name="db">The rows.</param>
    /// <param name="after">The provider before the first.</param>
    /// <param name="last">The last provider.</param>
    /// <param name="ct">Cancels.</param>
    Task RenewAsync(BackOfficeDb db, long after, long last, CancellationToken ct);
}
