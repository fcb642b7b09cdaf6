using System.Collections.Concurrent;
using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BackOffice.Designer.Tests;

/// <summary>
/// Somebody before a browser window. What the browser complains of (a script fault, something that the Content-Security-Policy stopped, a request to elsewhere) is kept, and fails the
/// test when the person leaves.
/// </summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = [];

    private Person(IBrowserContext context, IPage page, RunningHost host)
    {
        this.context = context;
        (Page, Host) = (page, host);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Http.BaseAddress!.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                complaints.Enqueue($"a request left the host: {request.Url}");
        };
        page.Console += (_, message) =>
        {
            // A page that is left in mid-call, and a refused sign-in, are no faults.
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
                complaints.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, fault) => complaints.Enqueue($"script: {fault}");
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>The Host that it shows.</summary>
    public RunningHost Host { get; }

    internal static async Task<Person> OpenAsync(IBrowserContext context, RunningHost host)
    {
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync(), host);
    }

    /// <summary>Signs in with the form and waits for the first page.</summary>
    public async Task SignInAsync(StaffClient staff)
    {
        ArgumentNullException.ThrowIfNull(staff);
        await TypeSignInAsync(staff.Name, staff.Password);
        // On a phone it is there, folded away.
        await Page.Locator("nav.pages").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Fills in and sends the form of the sign-in page.</summary>
    public async Task TypeSignInAsync(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await FillInSignInAsync(name, password);
    }

    /// <summary>Fills in and sends the form of the sign-in page that is open.</summary>
    public async Task FillInSignInAsync(string name, string password)
    {
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("main button[type=submit]");
    }

    /// <summary>Fills in and sends the second form of the sign-in: the code of the device.</summary>
    public async Task TypeCodeAsync(string code)
    {
        await Page.FillAsync("#code", code);
        await Page.ClickAsync("main button[type=submit]");
    }

    /// <summary>The button of this name.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The heading of the page.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Why a form was not taken.</summary>
    public ILocator Alert => Page.Locator(".refusal[role=alert]");

    /// <summary>Opens a page of the console and waits until it is live and shows its heading.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        await Page.Locator("main h1").First.WaitForAsync();
    }

    /// <summary>Chooses a language, as the menu does.</summary>
    public Task SpeakAsync(string language) => Page.GotoAsync($"/preferences?language={language}&back=/");

    /// <summary>What a blind person's program would stumble over on this page: every finding of WCAG 2.2 A and AA that axe calls serious or critical.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        return
        [
            .. result.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")),
        ];
    }

    /// <summary>Keeps a picture of the whole page in <c>artifacts/screens</c>.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = RepositoryRoot.File("artifacts", "screens", $"{name}.png"), FullPage = true });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(complaints);
    }
}
