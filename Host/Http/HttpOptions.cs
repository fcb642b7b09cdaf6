using System.ComponentModel.DataAnnotations;
using System.Net;
using BackOffice.Workflows;

namespace BackOffice.Host.Http;

/// <summary>Settings of section <c>Http</c>.</summary>
internal sealed class HttpOptions : IValidatableObject
{
    /// <summary>Addresses of reverse proxies (<c>10.0.0.2</c> or <c>10.0.0.0/24</c>) whose X-Forwarded-For and X-Forwarded-Proto are believed; none unless set.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The most bytes that a request's body may have.</summary>
    [Range(1_024, 100_000_000)]
    public int MaxRequestBytes { get; set; } = 65_536;

    /// <summary>
    /// How long, told to stop, the Host still takes calls while <c>/health/ready</c> says no, so that a proxy sends new ones elsewhere; not at all unless set, since one Host has nobody to hand
    /// over to. Twice the time between two looks of the proxy is right.
    /// </summary>
    [Duration("00:00:00", "00:05:00")]
    public TimeSpan DrainFor { get; set; }

    /// <summary>How long after that calls and workers have to end; 30 s unless set. What is not at its end by then is broken off, and found again by whoever comes next.</summary>
    [Duration("00:00:01", "00:10:00")]
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in TrustedProxies.Where(proxy => !IPNetwork.TryParse(Range(proxy), out _)))
            yield return new($"Http:TrustedProxies holds '{proxy}', which is neither an address nor a network.", [nameof(TrustedProxies)]);
    }

    internal IEnumerable<IPNetwork> TrustedNetworks => TrustedProxies.Select(proxy => IPNetwork.Parse(Range(proxy)));

    private static string Range(string proxy) => proxy.Contains('/', StringComparison.Ordinal) ? proxy
        : IPAddress.TryParse(proxy, out var address) && address.GetAddressBytes().Length == 16 ? proxy + "/128" : proxy + "/32";
}
