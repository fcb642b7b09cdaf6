using MudBlazor;

namespace BackOffice.Designer.Console;

/// <summary>How the console looks. Every text keeps a contrast of at least 4.5 to 1 against what it stands on (WCAG 2.2, 1.4.3), light and dark.</summary>
internal static class ConsoleTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5563",
            Secondary = "#7a4b00",
            Background = "#f5f7f8",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1b2a2f",
            DrawerBackground = "#f5f7f8",
            DrawerText = "#1b2a2f",
            DrawerIcon = "#43565c",
            TextPrimary = "#1b2a2f",
            TextSecondary = "#4b5d63",
            TextDisabled = "#6b7a7f",
            ActionDefault = "#43565c",
            LinesDefault = "#d9e0e2",
            LinesInputs = "#7a898e",
            TableLines = "#e3e9eb",
            Divider = "#d9e0e2",
            Success = "#1b6e3a",
            Warning = "#8a5200",
            Error = "#b3261e",
            Info = "#1f5fa8",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7fd0dc",
            PrimaryContrastText = "#06282e",
            Secondary = "#f0c27b",
            SecondaryContrastText = "#2b1a00",
            Background = "#11181b",
            Surface = "#182226",
            AppbarBackground = "#182226",
            AppbarText = "#e6edef",
            DrawerBackground = "#11181b",
            DrawerText = "#e6edef",
            DrawerIcon = "#a9bac0",
            TextPrimary = "#e6edef",
            TextSecondary = "#a9bac0",
            TextDisabled = "#8799a0",
            ActionDefault = "#a9bac0",
            LinesDefault = "#2b383d",
            LinesInputs = "#7d8f96",
            TableLines = "#263338",
            Divider = "#2b383d",
            Success = "#7fd79b",
            SuccessContrastText = "#06260f",
            Warning = "#f2b866",
            WarningContrastText = "#2b1a00",
            Error = "#ff9d94",
            ErrorContrastText = "#3b0906",
            Info = "#9ac4f5",
            InfoContrastText = "#06203f",
        },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = ["Inter", "system-ui", "sans-serif"], FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = ["Inter", "system-ui", "sans-serif"], FontSize = ".875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new() { DefaultBorderRadius = "8px", AppbarHeight = "56px" },
    };
}
