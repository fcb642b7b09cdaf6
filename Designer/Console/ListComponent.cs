using Microsoft.AspNetCore.Components;

namespace BackOffice.Designer.Console;

/// <summary>A page with a list that is too long to be shown whole. Which part of it is shown stands in the address.</summary>
public abstract class ListComponent : ConsoleComponent
{
    /// <summary>Rows that are shown at once.</summary>
    protected const int Rows = 50;

    [SupplyParameterFromQuery(Name = AddressFilters.Skip)]
    private string? SkipText { get; set; }

    /// <summary>Rows before those that are shown.</summary>
    protected int Skip => AddressValue.Number(SkipText) ?? 0;

    /// <summary>Shows the rows after the first <paramref name="skip"/>.</summary>
    protected void MoveTo(int skip) => Navigation.NavigateTo(AddressOf(skip));

    /// <summary>Goes to the last rows where the address asks for rows after them: they were fewer by now, or somebody typed it.</summary>
    /// <param name="total">Rows in all.</param>
    protected void StayWithin(int total)
    {
        if (Skip > 0 && Skip >= total)
            Navigation.NavigateTo(AddressOf(Math.Max(0, total - 1) / Rows * Rows), replace: true);
    }

    private string AddressOf(int skip) => Navigation.GetUriWithQueryParameter(AddressFilters.Skip, skip == 0 ? null : skip);
}
