namespace BackOffice.Designer.Notices;

/// <summary>Where notices are shown.</summary>
internal static class NoticeAddress
{
    /// <summary>The value of <c>queue</c> that lists those which reached nobody.</summary>
    public const string DeadLetters = "deadLetters";

    /// <summary>The page of one notice.</summary>
    public static string Of(Guid notice) => $"/notices/{notice}";
}
