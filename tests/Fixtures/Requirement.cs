using System.Diagnostics.CodeAnalysis;

namespace BackOffice.Fixtures;

/// <summary>
/// What a test needs and this machine may lack. A missing thing skips the test by its name; with the environment variable
/// <c>REQUIRE_ALL=1</c>, as in CI, it fails the test, so that nothing is skipped silently.
/// </summary>
public static class Requirement
{
    /// <summary>Ends the test here unless <paramref name="met"/>; the sentence says what is missing and how to get it.</summary>
    public static void Check([DoesNotReturnIf(false)] bool met, string sentence)
    {
        if (!met)
            Missing(sentence);
    }

    /// <summary>Ends the test here: skipped, or failed when everything is required.</summary>
    [DoesNotReturn]
    public static void Missing(string sentence)
    {
        if (Environment.GetEnvironmentVariable("REQUIRE_ALL") == "1")
            Assert.Fail(sentence);
        Assert.Skip(sentence);
    }
}
