using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using Microsoft.Playwright;

namespace BackOffice.Designer.Tests;

/// <summary>Debian's Chromium, started once for all tests. Each person gets a context of their own: cookies, language, size of the window.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A person before an empty window of the Host, not signed in.</summary>
    /// <param name="host">The Host.</param>
    /// <param name="width">The window's width in pixels; the smallest office screen unless told.</param>
    /// <param name="height">Its height.</param>
    /// <param name="scripts">Whether the browser runs scripts; false for pages that must do without.</param>
    public static async Task<Person> NewPersonAsync(RunningHost host, int width = 1366, int height = 768, bool scripts = true)
    {
        ArgumentNullException.ThrowIfNull(host);
        var chromium = await TestContext.Current.GetFixture<Chromium>() ?? throw new InvalidOperationException("The assembly has no Chromium.");
        var context = await (await chromium.BrowserAsync()).NewContextAsync(new()
        {
            BaseURL = host.Http.BaseAddress!.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = "id-ID",
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await Person.OpenAsync(context, host);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (browser is not null)
                return browser;
            var path = Tool.Chromium.Find();
            Requirement.Check(path is not null, $"{Tool.Chromium.Program} (apt-get install {Tool.Chromium.Package}) is not installed");
            playwright = await Playwright.CreateAsync();
            // As patient as Eventually: a good run never waits so long.
            Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
            return browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            });
        }
        finally
        {
            starting.Release();
        }
    }
}
