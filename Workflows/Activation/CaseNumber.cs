using System.Security.Cryptography;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// What people call a case on the telephone: <c>AKT-7K3F-9QXM</c>. Random rather than counted, so that two Hosts need not agree on a counter and a number tells nothing about
/// others; without <c>0 O 1 I L U</c>, which are misheard and misread.
/// </summary>
public static class CaseNumber
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new number out of some 650,000,000,000.</summary>
    public static string New() => $"AKT-{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}";
}
