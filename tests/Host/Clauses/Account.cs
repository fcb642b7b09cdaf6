using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>An account as its site describes it.</summary>
internal sealed record Account
{
    public required string Password { get; init; }

    public required string CompanyName { get; init; }

    public required string Npwp { get; init; }

    public string Nitku { get; init; } = "";

    public required string Address { get; init; }

    public required string Regency { get; init; }

    public required string Province { get; init; }

    public required string PostalCode { get; init; }

    public required string Phone { get; init; }

    public required string Email { get; init; }

    public required int PackageCount { get; init; }

    public required DateOnly RegisteredOn { get; init; }

    public required bool Verified { get; init; }

    /// <summary>What a legacy site has stored of the password.</summary>
    public string PasswordHash => $"md5:{Md5(Password)}";

    /// <summary>The hash that a legacy site has stored, in hexadecimal.</summary>
#pragma warning disable CA5351 // It is what the sites have.
    public static string Md5(string password) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5351
}
