using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace BackOffice.Workflows.SignIn;

/// <summary>Where Data Protection keeps the keys of cookies, staff tokens and forms: among the <see cref="SharedKeys"/>, so that each Host reads what another one gave out.</summary>
internal sealed class SharedRing(SharedKeys keys) : IXmlRepository
{
    private const string Prefix = "ring:";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        Wait(async () => (await keys.AllAsync(Prefix, CancellationToken.None)).Select(key => XElement.Parse(Encoding.UTF8.GetString(key))).ToList());

    public void StoreElement(XElement element, string friendlyName) =>
        Wait(() => keys.AddAsync(Prefix + friendlyName, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), CancellationToken.None));

    // Data Protection asks at start, and later from a thread of its own; it knows no other way than to wait. The asker's flow is left behind: it may be within a transaction.
    private static T Wait<T>(Func<Task<T>> work)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(work).GetAwaiter().GetResult();
    }
}
