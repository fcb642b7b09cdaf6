using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Workflows.Policies;

/// <summary>What tells one rule set from another: its bytes.</summary>
internal static class RuleSetDigest
{
    public static string Of(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
