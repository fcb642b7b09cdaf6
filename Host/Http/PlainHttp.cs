using System.Net;

namespace BackOffice.Host.Http;

/// <summary>Tokens and passwords do not cross a network in clear: what is neither encrypted nor from this machine is refused.</summary>
internal static class PlainHttp
{
    public static IApplicationBuilder UseEncryptionOutsideLoopback(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Request.IsHttps || http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address) || http.Request.Path.StartsWithSegments("/health")
            ? next(http)
            : Problems.WriteAsync(http, FrameRefusals.EncryptionRequired));
}
