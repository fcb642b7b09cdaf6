using System.Diagnostics;
using OpenTelemetry;

namespace BackOffice.Host.Telemetry;

/// <summary>
/// Takes out of every span what may identify a person or a company before it is exported. Addresses of calls hold user IDs and search words, so that only the route stays of them; the messages of
/// failures may repeat what was typed, so that only their type stays.
/// </summary>
internal sealed class NothingPersonal : BaseProcessor<Activity>
{
    private static readonly string[] Personal = ["url.query", "url.full", "client.address", "client.port", "network.peer.address", "user_agent.original", "enduser.id", "db.connection_string"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Personal)
            data.SetTag(tag, null);
        if (data.GetTagItem("url.path") is not null)
            data.SetTag("url.path", data.GetTagItem("http.route"));
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
