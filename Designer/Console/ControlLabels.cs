using Microsoft.Extensions.Localization;
using MudBlazor;

namespace BackOffice.Designer.Console;

/// <summary>What the controls of the library say to a blind person, in the language of the page; what is not among our words stays English.</summary>
internal sealed class ControlLabels(IStringLocalizer<ConsoleWords> words) : MudLocalizer
{
    /// <inheritdoc />
    public override LocalizedString this[string key] => words[$"Control.{key}"];

    /// <inheritdoc />
    public override LocalizedString this[string key, params object[] arguments] => words[$"Control.{key}", arguments];
}
