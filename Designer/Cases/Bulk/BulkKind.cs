namespace BackOffice.Designer.Cases.Bulk;

/// <summary>The acts on many cases, before what they need is filled in.</summary>
public enum BulkKind
{
    /// <summary>Remind each provider.</summary>
    Remind,

    /// <summary>Move each deadline.</summary>
    Extend,

    /// <summary>Give each to somebody.</summary>
    Reassign,

    /// <summary>Write a note on each.</summary>
    Note,
}
