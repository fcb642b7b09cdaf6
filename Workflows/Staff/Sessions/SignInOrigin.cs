using System.Net;
using System.Net.Sockets;

namespace BackOffice.Workflows.Staff.Sessions;

/// <summary>By what and from where somebody signs in.</summary>
/// <param name="Kind">What will hold the session.</param>
/// <param name="Address">The address of the caller, behind trusted proxies too; null when that is not known.</param>
/// <param name="UserAgent">What the browser or program calls itself; null when it does not.</param>
public sealed record SignInOrigin(StaffSessionKind Kind, IPAddress? Address = null, string? UserAgent = null)
{
    private const int UserAgentLength = 120;

    /// <summary>The address as attempts are counted and sessions shown by it: of IPv6 the network of 64 bits, since whoever has one address has all of them.</summary>
    public string? Source => Address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => Address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } when !IPAddress.IsLoopback(Address) => $"{new IPAddress([.. Address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])}/64",
        _ => Address.ToString(),
    };

    /// <summary>The beginning of <see cref="UserAgent"/>, without characters that a list could trip over.</summary>
    public string? ShortUserAgent => UserAgent is null ? null : string.Concat(UserAgent.Where(c => !char.IsControl(c)).Take(UserAgentLength));
}
