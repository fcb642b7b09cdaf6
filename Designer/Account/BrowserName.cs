namespace BackOffice.Designer.Account;

/// <summary>What a browser is called by people, as far as its long name tells.</summary>
internal static class BrowserName
{
    // In this order: each of them also says that it is one of those that follow.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary><c>Chrome, Windows</c>; its own words where they are of no known browser.</summary>
    public static string Of(string userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser}, {system}",
        ({ } browser, null) => browser,
        _ => userAgent,
    };

    private static string? Find((string Sign, string Name)[] names, string userAgent) =>
        Array.Find(names, name => userAgent.Contains(name.Sign, StringComparison.Ordinal)).Name;
}
