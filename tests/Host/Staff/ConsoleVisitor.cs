using System.Net;
using System.Text.RegularExpressions;

namespace BackOffice.Host.Tests.Staff;

/// <summary>A browser without a screen: it keeps cookies and sends the forms of the sign-in pages, and follows no redirection by itself.</summary>
public sealed partial class ConsoleVisitor : IDisposable
{
    private readonly HttpClient http;

    /// <summary>A browser before a Host.</summary>
    public ConsoleVisitor(RunningHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
#pragma warning disable CA2000 // The client disposes of it.
        http = new(new HttpClientHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = host.Http.BaseAddress };
#pragma warning restore CA2000
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Gets an address.</summary>
    public async Task<Reply> GetAsync(string address) => await Reply.ReadAsync(await http.GetAsync(new Uri(address, UriKind.Relative), Cancel), Cancel);

    /// <summary>Opens the sign-in page and keeps its form to be sent now or later.</summary>
    public Task<string> OpenSignInAsync() => FormOfAsync("/sign-in");

    /// <summary>Opens a page and keeps the proof that a form of it was opened by this browser.</summary>
    public async Task<string> FormOfAsync(string address) => FormToken().Match((await GetAsync(address)).Text).Groups[1].Value;

    /// <summary>Sends a form of the sign-in page that was opened before.</summary>
    public async Task<Reply> SendSignInAsync(string form, StaffClient staff)
    {
        ArgumentNullException.ThrowIfNull(staff);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = form,
            ["Typed.Name"] = staff.Name,
            ["Typed.Password"] = staff.Password,
        });
        return await Reply.ReadAsync(await http.PostAsync(new Uri("/sign-in", UriKind.Relative), content, Cancel), Cancel);
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(StaffClient staff) => Assert.Equal(HttpStatusCode.Found, (await SendSignInAsync(await OpenSignInAsync(), staff)).Status);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
