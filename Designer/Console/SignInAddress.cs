using Microsoft.AspNetCore.Components;

namespace BackOffice.Designer.Console;

/// <summary>The address of the sign-in page, with the page to come back to.</summary>
internal static class SignInAddress
{
    /// <summary>Where the sign-in page is.</summary>
    public const string Path = "/sign-in";

    /// <summary>The sign-in page that leads back to where the person is now.</summary>
    public static string From(NavigationManager navigation) => $"{Path}?back={Uri.EscapeDataString("/" + navigation.ToBaseRelativePath(navigation.Uri))}";

    /// <summary>Whether an address, whole or as a link has it, is that of the sign-in page.</summary>
    public static bool Is(string address, NavigationManager navigation) => navigation.ToAbsoluteUri(address).AbsolutePath == Path;

    /// <summary>Where to go after sign-in: a page of this Host, whatever the address said.</summary>
    public static string Back(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
